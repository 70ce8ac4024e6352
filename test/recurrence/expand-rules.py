"""Expands recurrence rules with python-dateutil: a JSON list of cases comes in, a JSON list of wall times goes out."""

import datetime as datetime_module
import json
import re
import sys
from datetime import datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

# Where dateutil stops the search for an occurrence. Rules without one would otherwise take seconds each.
datetime_module.MAXYEAR = 2036


def exists(moment, zone):
    return moment.replace(tzinfo=zone).astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None) == moment


def expand(case):
    """The first occurrences from the start on, without those that the clocks leave out; they do not count for COUNT."""
    zone = ZoneInfo(case["zone"])
    start = datetime.fromisoformat(case["start"])
    rule = case["rule"]
    count = re.search(r";COUNT=(\d+)", rule)
    limit = min(case["limit"], int(count[1]) if count else case["limit"])
    rule = re.sub(r";COUNT=\d+", "", rule)
    first = start
    if "FREQ=WEEKLY" in rule and "BYSETPOS" in rule:
        # dateutil numbers the days of the first week from the start instead of from the first day of the week.
        week_start = re.search(r"WKST=(\w\w)", rule)
        names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        offset = (start.weekday() - (names.index(week_start[1]) if week_start else 0)) % 7
        if "BYDAY" not in rule:
            rule += ";BYDAY=" + names[start.weekday()]
        first = start - timedelta(days=offset)
    end = start + timedelta(days=case["days"])
    until = re.search(r";UNTIL=(\w+)", rule)
    if until:
        end = min(end, datetime.strptime(until[1], "%Y%m%dT%H%M%S"))
        rule = rule.replace(until[0], "")
    rule += end.strftime(";UNTIL=%Y%m%dT%H%M%S")
    found = rrulestr(rule, dtstart=first)
    wanted = (moment for moment in found if moment >= start and exists(moment, zone))
    return [moment.isoformat() for moment in islice(wanted, limit)]


json.dump([expand(case) for case in json.load(sys.stdin)], sys.stdout)
