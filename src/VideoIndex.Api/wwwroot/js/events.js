// Reads server-sent events from the body of a fetch: EventSource can only GET.

/** @param {ReadableStream<Uint8Array>} body  @returns {AsyncGenerator<{name: string, data: any}>} events whose data is JSON; others are left out */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      text = (text + value).replaceAll('\r\n', '\n');
      const blocks = text.split('\n\n');
      text = blocks.pop(); // not ended yet
      for (const block of blocks) {
        const event = read(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // whoever stops reading lets the server stop writing
  }
}

function read(block) {
  let name = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5));
  }
  try {
    return { name, data: JSON.parse(data.join('\n')) };
  } catch {
    return null; // a comment that keeps the line open
  }
}
