const { BlobServiceClient } = require('@azure/storage-blob');
const { smallRadiograph } = require('./smallRadiograph');

const uploadsAtOnce = 8;

/** Uploads so many routine radiographs as fast as the storage takes them, in a process of its own, as a sender does. */
async function send([connectionString, container, count]) {
  const incoming = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(container);
  let next = 0;
  const some = async () => {
    for (let file = next++; file < Number(count); file = next++)
      await incoming
        .getBlockBlobClient(`burst ${file}.dcm`)
        .uploadData(smallRadiograph(`burst ${file}`, 'ROUTINE', file));
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: uploadsAtOnce }, some));
  process.send((performance.now() - began) / 1000);
  process.disconnect();
}

send(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
