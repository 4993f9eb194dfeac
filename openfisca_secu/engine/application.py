"""The Flask application of the Web API: strict JSON in and out, every error as JSON, bodies of bounded size."""

import datetime
import json
from http import HTTPStatus

import flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from openfisca_secu.engine import web_api


class StrictRequest(flask.Request):
    """Requests whose JSON has no NaN, no Infinity, no key twice in an object."""

    def get_json(self, force=False, silent=False, cache=True):
        """The body as Python data.

        Raises:
            HTTPException: 400 when it is not such JSON, 413 when it is larger than LARGEST_BODY.
        """
        if not self.is_json:
            _abort(f"the content type is {self.mimetype or 'not given'}; accepted: application/json")
        body = self.get_data()
        if self.content_length is None and len(body) >= web_api.LARGEST_BODY:  # in chunks, cut at the limit
            raise RequestEntityTooLarge
        try:
            return json.loads(body.decode("utf-8"), object_pairs_hook=_without_repetition, parse_constant=_refuse)
        except RecursionError:
            _abort("Invalid JSON: objects in objects beyond reason")
        except ValueError as error:
            _abort(f"Invalid JSON: {error}")


class ExactJSON(DefaultJSONProvider):
    """JSON that any reader takes: no NaN, dates as YYYY-MM-DD, keys in the order in which they were made."""

    sort_keys = False
    ensure_ascii = False

    @staticmethod
    def default(value):
        if isinstance(value, datetime.date):
            return value.isoformat()
        if hasattr(value, "item"):  # a number of numpy
            return value.item()
        return DefaultJSONProvider.default(value)

    def dumps(self, obj, **kwargs):
        return super().dumps(obj, **{"allow_nan": False, **kwargs})


class Application(flask.Flask):
    """The class that openfisca-core's `create_app` makes an instance of, once the engine is installed."""

    request_class = StrictRequest
    json_provider_class = ExactJSON

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.config["MAX_CONTENT_LENGTH"] = web_api.LARGEST_BODY
        self.register_error_handler(HTTPException, _as_json)


def _abort(message):
    flask.abort(flask.make_response(flask.jsonify({"error": message}), HTTPStatus.BAD_REQUEST))


def _without_repetition(pairs):
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {repeated[:100]!r} stands twice in an object")
    return result


def _refuse(constant):
    raise ValueError(f"{constant} is not a number of JSON")


def _as_json(error):
    message = f"{error.name}: {flask.request.path}"
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        message = f"the request is larger than {web_api.LARGEST_BODY} bytes"
    response = error.get_response()  # with the headers of the status, as Allow
    response.data = flask.json.dumps({"error": message})
    response.content_type = "application/json"
    return response
