"""Reads calendars with python-icalendar: a JSON list of files comes in, a JSON list of what is in them goes out."""

import json
import sys

from icalendar import Calendar
from icalendar.prop import vText


def read_value(value):
    if isinstance(value, vText):
        return str(value)
    written = value.to_ical()
    return written if isinstance(written, str) else written.decode()


def read_component(component):
    if component.errors:
        raise ValueError(component.errors)
    properties = {name: read_value(value) for name, value in component.items()}
    trigger = component.get("TRIGGER")
    if trigger is not None and "RELATED" in trigger.params:
        properties["RELATED"] = trigger.params["RELATED"]
    children = [read_component(child) for child in component.subcomponents]
    return {"kind": component.name, "properties": properties, "components": children}


json.dump([read_component(Calendar.from_ical(file)) for file in json.load(sys.stdin)], sys.stdout)
