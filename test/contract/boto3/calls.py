"""What boto3 sees of an SQS endpoint: prints it as one JSON object, without what is never twice the same."""

import json
import sys
import uuid

import boto3
from botocore.exceptions import ClientError

sqs = boto3.client(
    "sqs",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)
suffix = uuid.uuid4().hex


def refused(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        return {
            "class": type(error).__name__,
            "code": error.response["Error"]["Code"],
            "queryCode": error.response["Error"].get("QueryErrorCode"),
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        }


def create(name, **attributes):
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]


def receive(queue, **parameters):
    received = sqs.receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=1,
        MessageAttributeNames=["All"],
        MessageSystemAttributeNames=["All"],
        **parameters,
    )
    return received.get("Messages", [])


queue = create(f"boto3-{suffix}", VisibilityTimeout="30")
fifo = create(f"boto3-{suffix}.fifo", FifoQueue="true", ContentBasedDeduplication="true")
seen = {}

# boto3 compares the digests of what it sent with those it is answered.
attributes = {
    "word": {"DataType": "String", "StringValue": "grün 👋"},
    "count": {"DataType": "Number.int", "StringValue": "12"},
    "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
}
sqs.send_message(QueueUrl=queue, MessageBody="one 👋", MessageAttributes=attributes)
[message] = receive(queue)
seen["received"] = {
    "body": message["Body"],
    "attributes": sorted((name, str(value)) for name, value in message["MessageAttributes"].items()),
    "receiveCount": message["Attributes"]["ApproximateReceiveCount"],
    "system": sorted(message["Attributes"]),
}
sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
[again] = receive(queue)
seen["again"] = again["Attributes"]["ApproximateReceiveCount"]
sqs.delete_message(QueueUrl=queue, ReceiptHandle=again["ReceiptHandle"])

entries = [{"Id": f"id{n}", "MessageBody": "" if n == 2 else f"body {n}"} for n in range(4)]
batch = sqs.send_message_batch(QueueUrl=queue, Entries=entries)
seen["batch"] = {
    "successful": sorted(each["Id"] for each in batch["Successful"]),
    "failed": [(each["Id"], each["SenderFault"]) for each in batch.get("Failed", [])],
}
counts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages", "VisibilityTimeout"])
seen["counts"] = counts["Attributes"]

for body in ["a", "b", "a"]:
    sqs.send_message(QueueUrl=fifo, MessageBody=body, MessageGroupId="g")
seen["fifo"] = [each["Body"] for each in receive(fifo)]

sqs.tag_queue(QueueUrl=queue, Tags={"LetsGoDeployment": "main"})
seen["tags"] = sqs.list_queue_tags(QueueUrl=queue)["Tags"]
pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=f"boto3-{suffix}", PaginationConfig={"PageSize": 1})
seen["listed"] = [len(page["QueueUrls"]) for page in pages if page.get("QueueUrls")]
seen["missing"] = refused(sqs.get_queue_url, QueueName=f"missing-{suffix}")
seen["noHandle"] = refused(sqs.delete_message, QueueUrl=queue, ReceiptHandle="bogus")
seen["noEntries"] = refused(sqs.send_message_batch, QueueUrl=queue, Entries=[])
seen["noSuchAttribute"] = refused(sqs.get_queue_attributes, QueueUrl=queue, AttributeNames=["Colour"])
for url in [queue, fifo]:
    sqs.delete_queue(QueueUrl=url)
seen["deleted"] = refused(sqs.send_message, QueueUrl=queue, MessageBody="late")
print(json.dumps(seen))
