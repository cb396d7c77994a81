package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Values;
import dev.pathwarden.policies.trust.TrustContext;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordCopy;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A server's handler that goes on in the run its caller is in, where the message tells of one of our own deployment. A tool's handler is a step, {@code tool.call}, decided before the
 * program's code runs; what the others do hangs on the caller's step itself. A message that tells of none is part of the process's own run, if there is one.
 */
final class ServedCall implements BiFunction<Object, Object, Object> {

    private final Recorder recorder;
    private final Propagation propagation;
    private final Streams streams;
    private final BiFunction<Object, Object, Object> handler;
    private final boolean tool;

    ServedCall(Recorder recorder, Propagation propagation, BiFunction<Object, Object, Object> handler, boolean tool) {
        this.recorder = recorder;
        this.propagation = propagation;
        this.streams = new Streams(recorder);
        this.handler = handler;
        this.tool = tool;
    }

    @Override
    public Object apply(Object exchange, Object request) {
        Place here = recorder.here();
        Place from = recorder.within(request) ? null : place(request, here);
        if (from == null) {
            return handler.apply(exchange, request);
        }
        Place before = recorder.moveTo(from);
        OpenStep step = null;
        try {
            step = tool ? decided(request, from == here) : null;
            OpenStep open = step;
            Object mono = handler.apply(exchange, open == null || open.rewritten() == null ? request : open.rewritten());
            Answer given = new Answer(open == null ? from : open.place(), before, open, (answer, error) -> end(open, answer, error));
            Object watched = streams.watched(mono, () -> given);
            if (watched == mono && open != null && open.redaction() != null) {
                throw new PathwardenBlockedException();
            }
            return watched;
        } catch (PathwardenBlockedException blocked) {
            end(step, null, blocked);
            if (!tool) {
                throw blocked;
            }
            return McpRefusal.of(request, blocked);
        } catch (RuntimeException | Error failed) {
            end(step, null, failed);
            if (step != null) {
                RedactedTool.check(failed, step);
            }
            throw failed;
        } finally {
            recorder.moveTo(before);
        }
    }

    private Place place(Object request, Place here) {
        try {
            Place caller = Mirror.get(request, "meta") instanceof Map<?, ?> metadata ? propagation.arrived(metadata, null) : null;
            return caller == null ? here : caller;
        } catch (RuntimeException fault) {
            return here;
        }
    }

    private OpenStep decided(Object request, boolean unverified) {
        OpenStep[] step = new OpenStep[1];
        recorder.deciding(Operation.TOOL_CALL, () -> step[0] = begin(request, unverified));
        return step[0];
    }

    private OpenStep begin(Object request, boolean unverified) {
        String name = Mirror.text(request, "name");
        StepDraft draft = StepDraft.of(Operation.TOOL_CALL, name == null ? "tool" : name).about(request).fact(Field.TOOL_NAME, name);
        if (Mirror.get(request, "arguments") instanceof Map<?, ?> given && Values.copyOf(given) instanceof Map<?, ?> recorded) {
            recorded.forEach((key, value) -> draft.argument((String) key, value));
        }
        if (unverified) {
            draft.label(TrustContext.UNTRUSTED);
            draft.fact(Field.AGENT_CLAIMED, Mirror.get(request, "meta") instanceof Map<?, ?> metadata ? Propagation.claimedAgent(metadata) : null);
        }
        return recorder.begin(draft.redactable(redaction -> {
            Object given = Mirror.get(request, "arguments");
            Map<?, ?> arguments = given instanceof Map<?, ?> map ? RedactedValue.arguments(map, redaction, DeclaredTypes.UNKNOWN) : null;
            Object redacted = arguments == given ? request : RecordCopy.with(request, "arguments", arguments);
            draft.about(redacted);
            return redacted;
        }));
    }

    private static void end(OpenStep step, Object answer, Throwable error) {
        if (step != null) {
            McpContents.end(step, answer, error);
        }
    }
}
