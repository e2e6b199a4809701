// The vendor's own client: node session.mjs <endpoint> <key> <photo>; goes through detection, comparison and a liveness session, and
// prints what it was told as JSON. It waits for a line on standard input before it reads the outcome: meanwhile the phone has its try.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import createFaceClient, { isUnexpected } from "@azure-rest/ai-vision-face";
import { AzureKeyCredential } from "@azure/core-auth";

const [endpoint, key, photo] = process.argv.slice(2);
const client = createFaceClient(endpoint, new AzureKeyCredential(key), {
  allowInsecureConnection: true,
  retryOptions: { maxRetries: 2, retryDelayInMs: 10 },
});
const image = await readFile(photo);

const ask = async (call) => {
  const answer = await call;
  if (isUnexpected(answer)) {
    console.log(JSON.stringify({ status: answer.status, code: answer.body?.error?.code }));
    process.exit(0);
  }
  return answer.body;
};

const detect = () =>
  ask(
    client.path("/detect").post({
      contentType: "application/octet-stream",
      queryParameters: {
        detectionModel: "detection_03",
        recognitionModel: "recognition_04",
        returnFaceId: true,
        returnFaceAttributes: ["qualityForRecognition"],
      },
      body: image,
    }),
  );

const [first] = await detect();
const [second] = await detect();
const verified = await ask(client.path("/verify").post({ body: { faceId1: first.faceId, faceId2: second.faceId } }));
const created = await ask(
  client.path("/detectLivenessWithVerify-sessions").post({
    contentType: "multipart/form-data",
    body: [
      { name: "livenessOperationMode", body: "PassiveActive" },
      { name: "deviceCorrelationId", body: "723d6d03-ef33-40a8-9682-23a1feb7bccd" },
      { name: "returnVerifyImageHash", body: true },
      { name: "verifyImage", body: image, filename: "dni.png", contentType: "image/png" },
    ],
  }),
);
console.log(JSON.stringify({ sessionId: created.sessionId, authToken: created.authToken }));

const lines = createInterface({ input: process.stdin });
await lines[Symbol.asyncIterator]().next();
lines.close();
const path = "/detectLivenessWithVerify-sessions/{sessionId}";
const outcome = await ask(client.path(path, created.sessionId).get());
await ask(client.path(path, created.sessionId).delete());
console.log(JSON.stringify({ quality: first.faceAttributes.qualityForRecognition, verified, attempts: outcome.results.attempts }));
