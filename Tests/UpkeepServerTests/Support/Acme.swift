import TestSupport

/// A site on which there is something of everything, for tests that ask for all of it.
enum Acme {
    static let yaml = """
        workspace: {name: Acme, plan: pro, base_url: https://status.example/}
        status_pages:
          acme:
            name: Acme Status
            url: https://status.acme.example
            time_zone: Europe/Berlin
            components:
              api: {name: API, group: Platform, description: What programs call}
              web: {name: Website}
              jobs: {name: Jobs, group: Platform}
          other: {name: Other Status, components: {mail: {name: Mail}}}
        monitors:
          api: {name: API, type: api, target: https://api.acme.example, interval: 30s, status_page: acme, component: api}
          beat: {name: Beat, type: heartbeat, status_page: acme, component: jobs, impact: degrade_only}
          dns: {name: DNS, type: dns, target: acme.example, status_page: other}
          off: {name: Off, type: site, target: https://off.acme.example, status_page: acme, enabled: false}
        incidents:
          past:
            status_page: acme
            title: Slow answers
            impact: minor
            components: [api]
            monitors: [api]
            updates:
              - {at: 2026-10-05T08:00:00Z, state: investigating, message: We look into it.}
              - {at: 2026-10-05T08:30:00Z, state: monitoring, message: It is faster.}
              - {at: 2026-10-05T09:00:00Z, state: resolved, message: It is fast.}
          now:
            status_page: acme
            title: Jobs stand still
            impact: major
            components: [jobs]
            monitors: [beat]
            updates:
              - {at: 2026-11-23T11:00:00Z, state: investigating, message: No job runs.}
              - {at: 2026-11-23T11:30:00Z, state: identified, message: The queue is full.}
        maintenances:
          past:
            {status_page: acme, title: Patches, start_at: 2026-11-20T01:00:00Z, end_at: 2026-11-20T02:00:00Z,
             components: [web], emergency: true}
          next:
            status_page: acme
            title: Move
            message: The website moves.
            start_at: 2026-11-23T13:00:00Z
            end_at: 2026-11-23T14:00:00Z
            components: [web]
          weekly:
            status_page: other
            title: Weekly
            time_zone: UTC
            start_at: 2026-11-02T03:00:00
            end_at: 2026-11-02T04:00:00
            repeat: {every: week, on: mon}
            components: [mail]
            notify_subscribers: false
            emergency: true
        keys:
          all: {scopes: [], name: Everything}
          monitors: {scopes: [monitors:read]}
          status-pages: {scopes: [status_pages:read]}
          incidents: {scopes: [incidents:read]}
          maintenances: {scopes: [maintenances:read]}
          analytics: {scopes: [analytics:read]}
          writer: {scopes: [monitors:write, incidents:write, maintenances:write]}
          expired: {scopes: [], expires_at: 2026-11-23T12:00:00Z}
          early: {scopes: [], not_before: 2026-11-23T12:00:01Z}

        """

    /// As it was applied two months ago, so that nothing of it is refused for being over.
    static let holders = Holders(yaml, now: time("2026-09-23T12:00:00Z"))
}
