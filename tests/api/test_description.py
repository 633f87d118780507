"""The API describes itself, in OpenAPI 3.1 and as a page."""

import pytest
import yaml

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(anonymous):
    response = anonymous.get("/api/v1/schema", headers={"Accept": "application/json"})
    assert response.status_code == 200
    return response.json()


def test_the_description_is_openapi_3_1_and_readable_by_anybody(schema, anonymous):
    assert schema["openapi"] == "3.1.0"
    assert "/api/v1/me" in schema["paths"]
    as_yaml = anonymous.get("/api/v1/schema", headers={"Accept": "application/vnd.oai.openapi"})
    assert yaml.safe_load(as_yaml.content)["openapi"] == "3.1.0"


def test_every_operation_says_how_it_refuses(schema):
    operations = [operation for item in schema["paths"].values() for operation in item.values()]
    assert len(operations) > 5
    for operation in operations:
        assert operation["responses"]["4XX"] == {"$ref": "#/components/responses/Problem"}


def test_every_post_takes_an_idempotency_key(schema):
    for path, item in schema["paths"].items():
        if "post" in item:
            assert "Idempotency-Key" in [parameter["name"] for parameter in item["post"]["parameters"]], path


def test_keys_are_described(schema):
    assert schema["components"]["securitySchemes"]["apiKey"]["scheme"] == "bearer"


def test_the_description_is_made_without_a_warning(capsys):
    from django.core.management import call_command

    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")
    assert capsys.readouterr().err == ""


def test_the_index_leads_on(anonymous):
    index = anonymous.get("/api/v1/").json()
    assert index["documentation"] == "http://testserver/api/v1/docs"
    assert anonymous.get(index["schema"]).status_code == 200


def test_the_page_works_under_the_sites_own_policy(anonymous):
    response = anonymous.get("/api/v1/docs")
    assert response.status_code == 200
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
