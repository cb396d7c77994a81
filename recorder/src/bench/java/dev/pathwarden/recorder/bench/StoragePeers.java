package dev.pathwarden.recorder.bench;

import com.github.luben.zstd.ZstdOutputStream;
import com.google.protobuf.ByteString;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/** The same runs in what else a trace could be kept in, with all that is known of each step. */
final class StoragePeers {

    private static final int LEVEL = 3;
    private static final int BUFFER = 1 << 16;
    private static final int SPANS_AT_ONCE = 8_192;

    private StoragePeers() {
    }

    /** Spans as an OpenTelemetry exporter sends them, in one zstd stream of level 3 over all: smaller than each request alone, and without access to one run. */
    static void otlp(Path file, int runs, IntFunction<RecordedRun> source) throws IOException {
        try (OutputStream out = new ZstdOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), LEVEL)) {
            ScopeSpans.Builder spans = ScopeSpans.newBuilder();
            for (int i = 0; i < runs; i++) {
                RecordedRun run = source.apply(i);
                for (RecordedStep step : run.steps()) {
                    spans.addSpans(span(run, step));
                    if (spans.getSpansCount() == SPANS_AT_ONCE) {
                        send(spans, out);
                        spans = ScopeSpans.newBuilder();
                    }
                }
            }
            send(spans, out);
        }
    }

    private static void send(ScopeSpans.Builder spans, OutputStream out) throws IOException {
        ExportTraceServiceRequest.newBuilder().addResourceSpans(ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", "order-desk"))).addScopeSpans(spans)).build().writeDelimitedTo(out);
    }

    private static Span span(RecordedRun run, RecordedStep recorded) {
        Step step = recorded.step();
        Decision decision = recorded.decision();
        Outcome outcome = recorded.outcome();
        ByteString trace = ByteString.copyFrom(ByteBuffer.allocate(2 * Long.BYTES).putLong(run.run().id().high()).putLong(run.run().id().low()).flip());
        Span.Builder span = Span.newBuilder().setTraceId(trace).setSpanId(id(step.id().value())).setName(step.name()).setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(step.startNanos()).setEndTimeUnixNano(step.startNanos() + outcome.durationNanos());
        if (step.parent() != null) {
            span.setParentSpanId(id(step.parent().value()));
        }
        span.addAttributes(text("gen_ai.operation.name", step.operation().text())).addAttributes(text("gen_ai.agent.id", step.agent())).addAttributes(text("thread.name", step.thread()))
                .addAttributes(number("process.pid", step.pid())).addAttributes(text("gen_ai.tool.call.arguments", CanonicalJson.of(step.arguments())))
                .addAttributes(number("pathwarden.decided", decision.ticket())).addAttributes(number("pathwarden.decided.time", decision.clockNanos())).addAttributes(number("pathwarden.ended", outcome.ticket()))
                .addAttributes(text("pathwarden.bundle", decision.bundle()));
        if (outcome.result() != null) {
            span.addAttributes(text("gen_ai.tool.call.result", CanonicalJson.of(outcome.result())));
        }
        step.facts().asMap().forEach((field, value) -> span.addAttributes(fact(field.text(), value)));
        outcome.facts().asMap().forEach((field, value) -> span.addAttributes(fact(field.text(), value)));
        outcome.labels().forEach(label -> span.addAttributes(text("pathwarden.label", label)));
        decision.verdicts().forEach(verdict -> span.addAttributes(text("pathwarden.verdict", verdict.guardrail() + ' ' + verdict.action().text())));
        if (outcome.error() != null) {
            span.addAttributes(text("error.type", outcome.error()));
        }
        return span.build();
    }

    private static ByteString id(long value) {
        return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }

    private static KeyValue fact(String key, Object value) {
        return value instanceof Long number ? number(key, number) : text(key, value instanceof String text ? text : CanonicalJson.of(value));
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)).build();
    }

    /** Events of the JDK's flight recorder, without stack traces. */
    static void jfr(Path file, int runs, IntFunction<RecordedRun> source) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable(StepEvent.class).withoutThreshold();
            recording.setToDisk(true);
            recording.setDestination(file);
            recording.start();
            for (int i = 0; i < runs; i++) {
                RecordedRun run = source.apply(i);
                run.steps().forEach(step -> event(run, step).commit());
            }
            recording.stop();
        }
    }

    private static StepEvent event(RecordedRun run, RecordedStep recorded) {
        Step step = recorded.step();
        StepEvent event = new StepEvent();
        event.runHigh = run.run().id().high();
        event.runLow = run.run().id().low();
        event.id = step.id().value();
        event.parent = step.parent() == null ? 0 : step.parent().value();
        event.operation = step.operation().text();
        event.name = step.name();
        event.agent = step.agent();
        event.thread = step.thread();
        event.pid = step.pid();
        event.start = step.startNanos();
        event.arguments = CanonicalJson.of(step.arguments());
        Map<String, Object> facts = new LinkedHashMap<>();
        step.facts().asMap().forEach((field, value) -> facts.put(field.text(), value));
        recorded.outcome().facts().asMap().forEach((field, value) -> facts.put(field.text(), value));
        event.facts = CanonicalJson.of(facts);
        event.labels = String.join(" ", recorded.outcome().labels());
        event.decided = recorded.decision().ticket();
        event.decidedTime = recorded.decision().clockNanos();
        event.bundle = recorded.decision().bundle();
        event.verdicts = CanonicalJson.of(recorded.decision().verdicts().stream().map(verdict -> verdict.guardrail() + ' ' + verdict.action().text()).toList());
        event.ended = recorded.outcome().ticket();
        event.durationNanos = recorded.outcome().durationNanos();
        event.status = recorded.outcome().status().text();
        event.error = recorded.outcome().error();
        event.result = recorded.outcome().result() == null ? null : CanonicalJson.of(recorded.outcome().result());
        return event;
    }

    /** A step. */
    @Name("pathwarden.Step")
    @StackTrace(false)
    static final class StepEvent extends Event {
        long runHigh;
        long runLow;
        long id;
        long parent;
        String operation;
        String name;
        String agent;
        String thread;
        long pid;
        long start;
        String arguments;
        String facts;
        String labels;
        long decided;
        long decidedTime;
        String bundle;
        String verdicts;
        long ended;
        long durationNanos;
        String status;
        String error;
        String result;
    }
}
