"""Reads calendars with vobject: a JSON list of files comes in, a JSON list of what is in them goes out."""

import datetime
import json
import sys

import vobject


def read_value(value):
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y%m%dT%H%M%S") + ("Z" if value.tzinfo else "")
    if isinstance(value, datetime.date):
        return value.strftime("%Y%m%d")
    if isinstance(value, datetime.timedelta):
        return vobject.icalendar.timedeltaToString(value)
    return value


def read_component(component):
    properties = {}
    for line in component.lines():
        properties[line.name] = read_value(line.value)
        if hasattr(line, "related_param"):
            properties["RELATED"] = line.related_param
    children = [read_component(child) for child in component.components()]
    return {"kind": component.name, "properties": properties, "components": children}


def read(file):
    calendars = list(vobject.readComponents(file, validate=True))
    if len(calendars) != 1:
        raise ValueError(f"{len(calendars)} calendars")
    return read_component(calendars[0])


json.dump([read(file) for file in json.load(sys.stdin)], sys.stdout)
