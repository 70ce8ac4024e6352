"""Reads calendars with libical: a JSON list of files comes in, a JSON list of what is in them goes out."""

import ctypes
import json
import sys

ANY_PROPERTY = 0
ANY_COMPONENT = 1

lib = ctypes.CDLL("libical.so.3")
pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
for name, result, *arguments in [
    ("icalparser_parse_string", pointer, text),
    ("icalrestriction_check", number, pointer),
    ("icalcomponent_count_errors", number, pointer),
    ("icalcomponent_isa", number, pointer),
    ("icalcomponent_kind_to_string", text, number),
    ("icalcomponent_get_first_component", pointer, pointer, number),
    ("icalcomponent_get_next_component", pointer, pointer, number),
    ("icalcomponent_get_first_property", pointer, pointer, number),
    ("icalcomponent_get_next_property", pointer, pointer, number),
    ("icalcomponent_free", None, pointer),
    ("icalproperty_get_property_name", text, pointer),
    ("icalproperty_get_value", pointer, pointer),
    ("icalproperty_get_value_as_string", text, pointer),
    ("icalproperty_get_parameter_as_string", text, pointer, text),
    ("icalvalue_isa", number, pointer),
    ("icalvalue_string_to_kind", number, text),
    ("icalvalue_get_text", text, pointer),
    ("icalvalue_get_x", text, pointer),
]:
    function = getattr(lib, name)
    function.restype, function.argtypes = result, arguments

TEXT = lib.icalvalue_string_to_kind(b"TEXT")
X = lib.icalvalue_string_to_kind(b"X")


def each(first, following, component, kind):
    item = first(component, kind)
    while item:
        yield item
        item = following(component, kind)


def read_value(prop):
    value = lib.icalproperty_get_value(prop)
    kind = lib.icalvalue_isa(value) if value else None
    if kind == TEXT:
        return lib.icalvalue_get_text(value).decode()
    if kind == X:
        return lib.icalvalue_get_x(value).decode()
    return lib.icalproperty_get_value_as_string(prop).decode()


def read_component(component):
    properties = {}
    for prop in each(
        lib.icalcomponent_get_first_property, lib.icalcomponent_get_next_property, component, ANY_PROPERTY
    ):
        properties[lib.icalproperty_get_property_name(prop).decode()] = read_value(prop)
        related = lib.icalproperty_get_parameter_as_string(prop, b"RELATED")
        if related:
            properties["RELATED"] = related.decode()
    children = each(
        lib.icalcomponent_get_first_component, lib.icalcomponent_get_next_component, component, ANY_COMPONENT
    )
    kind = lib.icalcomponent_kind_to_string(lib.icalcomponent_isa(component)).decode()
    return {"kind": kind, "properties": properties, "components": [read_component(child) for child in children]}


def read(file):
    calendar = lib.icalparser_parse_string(file.encode())
    if not calendar:
        return {"error": "not parsed"}
    try:
        if lib.icalcomponent_count_errors(calendar) or not lib.icalrestriction_check(calendar):
            return {"error": "parsed with errors"}
        return read_component(calendar)
    finally:
        lib.icalcomponent_free(calendar)


json.dump([read(file) for file in json.load(sys.stdin)], sys.stdout)
