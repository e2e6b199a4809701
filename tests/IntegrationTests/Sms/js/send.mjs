// The vendor's own client: node send.mjs <connection string> <from> <to>... ; prints the SDK's results as JSON.
import { SmsClient } from "@azure/communication-sms";

const [connectionString, from, ...to] = process.argv.slice(2);
const client = new SmsClient(connectionString, {
  allowInsecureConnection: true,
  retryOptions: { maxRetries: 2, retryDelayInMs: 10 },
});
try {
  const results = await client.send({ from, to, message: "Hola desde el SDK" }, { enableDeliveryReport: true, tag: "js-1" });
  console.log(JSON.stringify(results));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, statusCode: error.statusCode, message: error.message }));
}
