"""Bodies of the media types that schemathesis does not know: it sends them as they are."""

import schemathesis

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

schemathesis.serializer.alias("application/x-ndjson", "text/plain")
schemathesis.serializer.alias(
    [WORKBOOK, "application/vnd.apache.parquet"], "application/octet-stream"
)
