"""What schemathesis cannot know from a schema: why a request that fits it may still be refused."""

import uuid

import schemathesis

# Codes that depend on what was said before, and (field, code) of rules beyond any schema.
OF_THE_MOMENT = {"idempotency_key_reused", "invalid_cursor", "version_mismatch"}
BEYOND_SCHEMAS = {
    ("/current_password", "not_allowed"),  # is the company's own
    ("/password", "too_common"),
    ("/new_password", "too_common"),
    ("/password", "too_short"),  # it is trimmed before it is counted, as all texts are
    ("/expires_at", "out_of_range"),  # lies in the future
    ("/url", "not_allowed"),  # leads to a public address
    ("/url", "invalid_format"),  # has a host that a name or an address can be
    ("/to_sequence", "out_of_range"),  # is not less than `from_sequence`
}


def is_valid(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


def has_float(value):
    if isinstance(value, (dict, list)):
        return any(map(has_float, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float)


@schemathesis.hook
def before_call(context, case, kwargs):
    """A key of its own for each valid request: the example's would be used up by the first."""
    if is_valid(case) and case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


@schemathesis.check
def valid_data_is_accepted(ctx, response, case):
    if not is_valid(case) or response.status_code not in (400, 406, 412, 413, 415, 422):
        return
    problem = response.json()
    if problem["code"] in OF_THE_MOMENT:
        return
    for error in problem.get("errors", [{}]):
        where = error.get("pointer", error.get("parameter"))
        # To a schema 600.0 is the integer 600; the API wants it written as one.
        fraction = error.get("code") == "wrong_type" and has_float(case.body)
        assert fraction or (where, error.get("code")) in BEYOND_SCHEMAS, f"refused although it fits: {problem}"
