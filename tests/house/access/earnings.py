"""What programmes paid a creator: as pages and through the API, for them alone; staff do not read it either."""

from django.utils import timezone

from tests.house.access import CREATORS, Row
from tests.house.access.api import own
from tests.house.access.api_creators import change, change_his
from tests.house.access.creators import KEPT, act, his_act, his_page, page

MONTH = timezone.now().date().replace(day=1)
LINE = "public_id=earning.public_id"
TYPED = {"programme": "access-fund", "month": f"{MONTH:%Y-%m}", "amount": "12.50", "currency": "EUR"}
SENT = {"programme": "access-fund", "month": MONTH.isoformat(), "amount_minor": 1_250, "currency": "EUR"}

ROWS = [
    Row("programmes:earnings", body=TYPED, GET=page(), POST=act(**KEPT)),
    Row("programmes:statement", POST=act(422, **KEPT)),
    Row("programmes:earning", LINE, body=TYPED, GET=his_page(), POST=his_act()),
    Row("programmes:remove_earning", LINE, POST=his_act()),
    Row("api:my-earnings", body=SENT, GET=own(*CREATORS), POST=change(201)),
    Row("api:my-earnings-summary", GET=own(*CREATORS)),
    Row("api:my-earnings-statement", form=True, POST=change(422)),
    Row("api:my-earning", LINE, body=SENT, PUT=change_his(), DELETE=change_his(204)),
]
