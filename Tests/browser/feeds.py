"""Feeds and the calendar, as feedparser and icalendar read them."""

import datetime
import urllib.request
import zoneinfo

import feedparser
import icalendar

from support import site

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def write(place):
    place.write("site", """
workspace: {name: Acme, base_url: https://status.example}
status_pages:
  acme: {name: "Acme & <Sons>", time_zone: Europe/Berlin, components: {api: {name: API}}}
incidents:
  one:
    status_page: acme
    title: "It is \\"slow\\" & <late>"
    impact: minor
    components: [api]
    updates:
      - {at: 2026-11-20T10:00:00Z, state: investigating, message: "**Why?** See [this](https://x.example/?a=1&b=2)."}
      - {at: 2026-11-20T11:00:00Z, state: resolved, message: "Over; done, \\\\o/ 😀"}
maintenances:
  weekly:
    status_page: acme
    title: "Weekly; work, \\\\o/"
    message: "Line one\\nLine two; with, signs"
    time_zone: Europe/Berlin
    start_at: 2026-10-04T02:30:00
    end_at: 2026-10-04T03:30:00
    repeat: {every: week, on: sun}
    components: [api]
    emergency: true
  off:
    status_page: acme
    title: Off
    start_at: 2031-01-01T00:00:00Z
    end_at: 2031-01-01T01:00:00Z
  gone:
    status_page: acme
    title: Gone
    start_at: 2026-12-28T00:00:00Z
    end_at: 2026-12-28T01:00:00Z
    cancelled_at: 2026-11-01T00:00:00Z
""")


def read_feed(place, name):
    feed = feedparser.parse(urllib.request.urlopen(f"{place.url}/acme/{name}").read())
    assert not feed.bozo, (name, feed.get("bozo_exception"))
    assert feed.feed.title == "Acme & <Sons>" or "Acme &" in feed.feed.title, feed.feed.title
    updates = [entry for entry in feed.entries if "slow" in entry.title]
    assert len(updates) == 2, [entry.title for entry in feed.entries]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    oldest = updates[-1]
    text = (oldest.get("content") or [{"value": oldest.get("summary")}])[0]["value"]
    assert "<strong>Why?</strong>" in text and 'href="https://x.example/?a=1&amp;b=2"' in text, text
    moment = oldest.get("published_parsed")
    assert tuple(moment[:5]) == (2026, 11, 20, 10, 0), moment
    assert oldest.link == "https://status.example/acme/incidents/1", oldest.link
    again = feedparser.parse(f"{place.url}/acme/{name}", etag=feed.get("etag") or etag(place, name))
    assert again.status == 304, again.status
    print(f"feedparser reads {name}: {feed.version}, {len(feed.entries)} entries, and 304 the second time")


def etag(place, name):
    return urllib.request.urlopen(f"{place.url}/acme/{name}").headers["ETag"]


def read_calendar(place):
    calendar = icalendar.Calendar.from_ical(urllib.request.urlopen(f"{place.url}/acme/maintenances.ics").read())
    events = calendar.walk("VEVENT")
    weekly = [event for event in events if str(event["SUMMARY"]) == "Weekly; work, \\o/"]
    assert len(weekly) > 60, len(weekly)
    for event in weekly:
        start = event.decoded("DTSTART").astimezone(BERLIN)
        day = start.date()
        # The night on which 02:30 does not exist, it is an hour later.
        wanted = datetime.time(3, 30) if day == datetime.date(2027, 3, 28) else datetime.time(2, 30)
        assert start.time() == wanted and start.weekday() == 6, start
        assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(hours=1)
        assert str(event["DESCRIPTION"]).startswith("Line one\nLine two; with, signs"), event["DESCRIPTION"]
    offsets = {event.decoded("DTSTART").astimezone(BERLIN).utcoffset() for event in weekly}
    assert len(offsets) == 2, "the windows are on both sides of a change of the clocks"
    gone = [event for event in events if str(event["SUMMARY"]) == "Gone"]
    assert [str(event["STATUS"]) for event in gone] == ["CANCELLED"], gone
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert event["SEQUENCE"] >= 0 and event.decoded("DTSTAMP").tzinfo is not None
    print(f"icalendar reads {len(events)} events: a weekly window has its local time on both sides of a change of the clocks")


with site(write) as place:
    read_feed(place, "feed.atom")
    read_feed(place, "feed.rss")
    read_calendar(place)
