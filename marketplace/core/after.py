"""Work that a request leaves for after its answer: it has been sent, nobody waits, and nothing can break it."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger(__name__)
Work = Callable[[], object]


def after_answer(request: HttpRequest, work: Work) -> None:
    """Run `work` once the answer has gone out with status 200; what it raises is logged and told to nobody.

    Needs the middleware below. `work` may ask the database, but a page that did not answer 200 showed nothing, so its
    work is dropped.
    """
    request.__dict__.setdefault("_left_for_later", []).append(work)


class AfterAnswer:
    """Middleware: does what views left for later when the server closes the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        left: list[Work] = request.__dict__.get("_left_for_later", [])
        if left and response.status_code == 200:
            close = response.close

            def close_and_work() -> None:
                for work in left:
                    _do(work)
                close()

            response.close = close_and_work  # type: ignore[method-assign]
        return response


def _do(work: Work) -> None:
    try:
        work()
    except Exception:
        log.exception("left_for_later_failed")
