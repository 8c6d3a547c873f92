/// The files that `upkeep init` makes.
enum StarterTree {
    static let files: [(path: String, text: String)] = [
        ("workspace.yaml", workspace), ("status-page.yaml", statusPage),
        ("monitors.yaml", monitors), ("keys.yaml", keys),
        (".gitignore", ".upkeep/\n"), (".github/workflows/upkeep.yml", workflow),
    ]

    private static let workspace = """
        # Settings of the whole tree. Every field: upkeep explain workspace
        workspace:
          name: Example
          plan: pro
          # base_url: https://status.example.com

        """

    private static let statusPage = """
        # A page and what it shows, in this order. Every field: upkeep explain status_page
        status_pages:
          example:
            name: Example Status
            time_zone: Etc/UTC
            components:
              website: {name: Website}
              api: {name: API}

        # What you announce:
        # maintenances:
        #   database-upgrade:
        #     status_page: example
        #     title: Database upgrade
        #     start_at: 2027-01-10T22:00:00Z
        #     end_at: 2027-01-10T23:00:00Z
        #     components: [api]

        """

    private static let monitors = """
        # What is watched. Every field: upkeep explain monitor
        defaults:
          monitors: {status_page: example, interval: 60s}
        monitors:
          website:
            name: Website
            type: site
            target: https://www.example.com
            component: website
          api:
            name: API
            type: api
            target: https://api.example.com/health
            component: api

        """

    private static let keys = """
        # Who may read, or apply, what. Every field: upkeep explain key
        # An apply makes the key and seals it for deliver_to: the public half of `age-keygen` or of an ssh-ed25519 key.
        # keys:
        #   grafana:
        #     scopes: [monitors:read, analytics:read]
        #     deliver_to: [age1...]

        """

    private static let workflow = """
        # Shows the plan of every pull request in its checks, and mistakes beside the lines. Put the upkeep binary on the runner's path first.
        name: upkeep
        on: pull_request
        permissions: {contents: read}
        jobs:
          plan:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: upkeep reconcile --dry-run --report github

        """
}
