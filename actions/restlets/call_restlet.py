"""Call a RESTlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.records.declared import WRITE_ERRORS, oracle_help
from suiteplug.connector.restlets import BodyFormat, Encoding, ScriptCall, ScriptFile
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


def _text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


ScriptName = Annotated[
    str,
    BeforeValidator(_text),
    Field(pattern=r"^[A-Za-z0-9_]{1,100}$"),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[A-Za-z0-9_]{1,100}$"}),
]
Parameter = str | int | float | bool | list[str | int | float | bool]


class File(ActionModel):
    """A file for the script."""

    name: str = Field(min_length=1, max_length=200, description="Member of the body that holds it.")
    filename: str = Field(min_length=1, max_length=200, description="Name of the file.")
    content_base64: str = Field(description="Content of the file, as base64; NetSuite takes about 10 MB in all.")


class Inputs(ActionInputs):
    """Which script, and what to hand it."""

    script: ScriptName = Field(description="Script: its number or its ID, such as customscript_orders.")
    deployment: ScriptName = Field(description="Deployment: its number or its ID, such as 1 or customdeploy_orders.")
    method: Literal["GET", "POST", "PUT", "DELETE"] = Field(
        default="GET", description="Which function of the script is called."
    )
    parameters: dict[str, Parameter] = Field(
        default={}, description="Parameters in the URL; a list repeats its parameter."
    )
    body: Any = Field(default=None, description="Body of a POST or PUT: any JSON value, or a text for text and xml.")
    body_format: BodyFormat = Field(
        default=BodyFormat.JSON,
        description="How the body goes out, and as a rule the result comes back. RESTlets refuse forms: form is "
        "explained, not sent.",
    )
    files: list[File] = Field(
        default=[],
        max_length=20,
        description="Files that travel in the JSON body, each as a member with filename and contents (base64).",
    )
    safe_to_repeat: bool = Field(
        default=False,
        description="Whether the script may run twice with the same input without harm. GET always may.",
    )
    timeout_s: float | None = Field(default=None, gt=0, le=900, description="Seconds to wait; a script may run 300.")


class Output(ActionOutput):
    """What the script gave back."""

    status: int = Field(description="HTTP status: 200 as a rule.")
    content_type: str = Field(description="Media type of the result.")
    encoding: Encoding = Field(description="How result is given: json, text, or base64 of a file's bytes.")
    result: Any = Field(description="The result; null when the script returned nothing.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Call the script."""
    result = await session.restlets.call(
        ScriptCall(
            script=inputs.script,
            deployment=inputs.deployment,
            method=inputs.method,
            parameters=inputs.parameters,
            body=inputs.body,
            body_format=inputs.body_format,
            files=tuple(ScriptFile(file.name, file.filename, file.content_base64) for file in inputs.files),
            safe_to_repeat=inputs.safe_to_repeat,
            timeout_s=inputs.timeout_s,
        )
    )
    return Output(
        status=result.status, content_type=result.content_type, encoding=result.encoding, result=result.result
    )


ACTION = ActionSpec(
    key="call-restlet",
    title="Call RESTlet",
    description="Calls a script of the account that is deployed as a RESTlet.",
    guidance="Use it for what REST has no door for: saved searches, files, bulk work, the company's own scripts. What "
    "it reads or writes is up to the script. GET may be repeated; other methods are sent once, unless safe_to_repeat "
    "is true. When the account is busy NetSuite answers 400 SSS_REQUEST_LIMIT_EXCEEDED; such a call has not run and is "
    "repeated by itself.",
    group="restlets",
    effect=Effect.ANY,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A script that gives back what it is sent",
            {
                "script": "customscript_suiteplug_echo",
                "deployment": "customdeploy_suiteplug_echo",
                "method": "POST",
                "body": {"order": 1001},
            },
            {
                "status": 200,
                "content_type": "application/json; charset=UTF-8",
                "encoding": "json",
                "result": {"order": 1001},
            },
        ),
        Example(
            "How far a bulk upload is that another call handed to a script",
            {"script": 104, "deployment": 1, "parameters": {"taskId": "MAPREDUCETASK_000001"}},
            {
                "status": 200,
                "content_type": "application/json; charset=UTF-8",
                "encoding": "json",
                "result": {"status": "COMPLETE", "done": 3, "total": 3},
            },
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.NOTHING,
    settle="Only the script's author can say; ask for an ID in the request by which its effect can be found.",
    permissions=(
        "the audience of the script deployment",
        "Setup > Log in using Access Tokens (Full), or Setup > Log in using OAuth 2.0 Access Tokens (Full)",
    ),
    features=("Server SuiteScript",),
    release="2015.2",
    errors=WRITE_ERRORS,
    source=oracle_help("section_4618434109"),
)
