package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.StepDraft;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A response's body as the program reads it. What it has read is the step's result: the step ends when the program has read all or closes the stream, or when
 * something else is to be decided, since what it has read by then must count. Only the beginning is kept.
 */
final class ResponseStream extends FilterInputStream {

    private final HttpSteps steps;
    private final OpenStep step;
    private final Integer status;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private boolean ended;

    ResponseStream(HttpSteps steps, InputStream body, OpenStep step, Integer status) {
        super(body);
        this.steps = steps;
        this.step = step;
        this.status = status;
        step.settleBeforeNext(() -> end(null));
    }

    @Override
    public int read() throws IOException {
        try {
            int next = in.read();
            if (next < 0) {
                end(null);
            } else {
                keep(new byte[] {(byte) next}, 0, 1);
            }
            return next;
        } catch (IOException error) {
            end(error);
            throw error;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            if (count < 0) {
                end(null);
            } else {
                keep(bytes, offset, count);
            }
            return count;
        } catch (IOException error) {
            end(error);
            throw error;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            end(null);
        }
    }

    private synchronized void keep(byte[] bytes, int offset, int count) {
        int wanted = Math.min(count, StepDraft.TEXT_LIMIT - read.size());
        if (!ended && wanted > 0) {
            read.write(bytes, offset, wanted);
        }
    }

    private void end(Throwable error) {
        String text;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            text = read.toString(StandardCharsets.UTF_8);
        }
        steps.quietly(() -> HttpSteps.end(step, status, text, error));
    }
}
