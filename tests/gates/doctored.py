"""Documents that a release must not become, and one that it may: python doctored.py DOCUMENT FOLDER

Writes FOLDER/breaks-….json, each with one change that breaks who uses DOCUMENT, and FOLDER/grows.json
with all that may come at any time.
"""

import copy
import json
import sys
from pathlib import Path


def an_operation_goes(document):
    del document["paths"]["/v1/payments/{id}"]["delete"]


def a_parameter_goes(document):
    operation = document["paths"]["/v1/payments"]["get"]
    operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "status"]


def a_field_of_answers_goes(document):
    payment = document["components"]["schemas"]["Payment"]
    del payment["properties"]["dispute"]
    payment["required"].remove("dispute")


def a_field_becomes_required(document):
    document["components"]["schemas"]["NewPayment"]["required"].append("reference")


def less_is_accepted(document):
    document["components"]["schemas"]["NewPayment"]["properties"]["amount_cents"]["maximum"] = 100


def a_code_goes(document):
    document["components"]["schemas"]["Code"]["enum"].remove("conflict")


def grow(document):
    schemas = document["components"]["schemas"]
    schemas["Payment"]["properties"]["mandate"] = {"type": "string"}
    schemas["NewPayment"]["properties"]["mandate"] = {"type": "string"}
    schemas["NewPayment"]["properties"]["reference"]["maxLength"] = 40
    schemas["Code"]["enum"].append("mandate_missing")
    mandates = copy.deepcopy(document["paths"]["/v1/company"])
    for operation in mandates.values():
        operation["operationId"] += "OfMandates"
    document["paths"]["/v1/mandates"] = mandates


BREAKS = [
    an_operation_goes,
    a_parameter_goes,
    a_field_of_answers_goes,
    a_field_becomes_required,
    less_is_accepted,
    a_code_goes,
]

document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
for change in [*BREAKS, grow]:
    doctored = copy.deepcopy(document)
    change(doctored)
    name = "grows" if change is grow else f"breaks-{change.__name__}"
    (Path(sys.argv[2]) / f"{name}.json").write_text(json.dumps(doctored), encoding="utf-8")
