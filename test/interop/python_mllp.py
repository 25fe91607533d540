"""Receives HL7 messages by MLLP with python-hl7: says the port, then for each message its type and control id, and accepts it."""
import asyncio

import hl7
from hl7.mllp import start_hl7_server


async def converse(reader, writer):
    try:
        while not writer.is_closing():
            message = await reader.readmessage()
            kind = str(message.segment("MSH")[9])
            print(f"{kind} {message.segment('MSH')[10]} {len(message)}", flush=True)
            writer.writemessage(message.create_ack("AA"))
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.close()


async def main():
    async with await start_hl7_server(converse, host="127.0.0.1", port=0, encoding="utf-8") as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
