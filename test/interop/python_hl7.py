"""Parses HL7 messages with python-hl7: for each, its segments as lists of unescaped fields."""
import json
import sys

import hl7


def plain(message, field):
    return message.unescape(str(field))


def describe(text):
    message = hl7.parse(text)
    return [[plain(message, field) for field in segment] for segment in message]


print(json.dumps([describe(text) for text in json.load(sys.stdin)]))
