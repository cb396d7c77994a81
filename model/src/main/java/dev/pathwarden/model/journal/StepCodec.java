package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bytes of a step, its decision and its outcome, field after field in the order of the records' components.
 *
 * <p>Operations, fields, actions and the like stand there by name, so that constants can be reordered. A field that this version does not
 * know is left out when read; any other unknown name is an error, because nothing true could be shown in its place.
 */
final class StepCodec {

    private StepCodec() {
    }

    static void encode(Step step, ByteSink sink) {
        sink.run(step.run()).step(step.id()).step(step.parent());
        sink.varint(step.links().size());
        for (Link link : step.links()) {
            sink.step(link.step()).text(link.kind().text()).text(link.argument());
        }
        sink.text(step.operation().text()).text(step.name()).text(step.agent()).longOrNull(step.pid()).text(step.thread()).longOrNull(step.startNanos());
        ValueCodec.encodeEntries(step.arguments(), sink);
        encode(step.facts(), sink);
        encode(step.labels(), sink);
    }

    static Step decodeStep(ByteSource source) {
        Step.Builder step;
        var run = source.run();
        var id = source.step();
        var parent = source.stepOrNull();
        List<Link> links = new ArrayList<>();
        for (int left = source.count(10); left > 0; left--) {
            links.add(new Link(source.step(), known(source, LinkKind::of, "kind of link"), source.text()));
        }
        step = Step.of(run, id, known(source, Operation::of, "operation"), source.text()).parent(parent);
        links.forEach(step::link);
        step.agent(source.textOrNull()).pid(source.longOrNull()).thread(source.textOrNull()).startNanos(source.longOrNull());
        step.arguments(ValueCodec.decodeEntries(source));
        step.facts(decodeFacts(source));
        return step.labels(decodeTexts(source)).build();
    }

    static void encode(Decision decision, ByteSink sink) {
        sink.varint(decision.ticket()).longOrNull(decision.clockNanos()).text(decision.bundle());
        sink.text(decision.forced() == null ? null : decision.forced().text());
        encode(decision.labels(), sink);
        sink.varint(decision.verdicts().size());
        for (Verdict verdict : decision.verdicts()) {
            sink.text(verdict.guardrail()).text(verdict.version()).text(verdict.action().text()).text(verdict.mode().text()).text(verdict.message());
            sink.varint(verdict.clauses().size());
            for (Verdict.Clause clause : verdict.clauses()) {
                sink.text(clause.text()).zigzag(clause.from()).zigzag(clause.to()).text(clause.value());
            }
        }
        sink.varint(decision.notEvaluated().size());
        for (Decision.NotEvaluated silent : decision.notEvaluated()) {
            sink.text(silent.guardrail()).text(silent.reason());
        }
    }

    static Decision decodeDecision(ByteSource source) {
        long ticket = source.varint();
        Long clock = source.longOrNull();
        String bundle = source.text();
        String forced = source.textOrNull();
        Mode mode = forced == null ? null : require(Mode.of(forced), "mode", forced);
        Set<String> labels = decodeTexts(source);
        List<Verdict> verdicts = new ArrayList<>();
        for (int left = source.count(6); left > 0; left--) {
            verdicts.add(decodeVerdict(source));
        }
        List<Decision.NotEvaluated> silent = new ArrayList<>();
        for (int left = source.count(2); left > 0; left--) {
            silent.add(new Decision.NotEvaluated(source.textOrNull(), source.textOrNull()));
        }
        return new Decision(ticket, clock, bundle, mode, labels, verdicts, silent);
    }

    private static Verdict decodeVerdict(ByteSource source) {
        String guardrail = source.text();
        String version = source.text();
        Action action = known(source, Action::of, "action");
        Mode mode = known(source, Mode::of, "mode");
        String message = source.text();
        List<Verdict.Clause> clauses = new ArrayList<>();
        for (int left = source.count(4); left > 0; left--) {
            clauses.add(new Verdict.Clause(source.textOrNull(), (int) source.zigzag(), (int) source.zigzag(), source.textOrNull()));
        }
        return new Verdict(guardrail, version, action, mode, message, clauses);
    }

    static void encode(Outcome outcome, ByteSink sink) {
        sink.varint(outcome.ticket()).longOrNull(outcome.durationNanos()).text(outcome.status().text()).text(outcome.error());
        ValueCodec.encode(outcome.result(), sink);
        encode(outcome.facts(), sink);
        encode(outcome.labels(), sink);
    }

    static Outcome decodeOutcome(ByteSource source) {
        return new Outcome(source.varint(), source.longOrNull(), known(source, Status::of, "status"), source.textOrNull(),
                ValueCodec.decode(source), decodeFacts(source), decodeTexts(source));
    }

    private static void encode(Facts facts, ByteSink sink) {
        sink.varint(facts.size());
        facts.forEach((field, value) -> {
            sink.text(field.text());
            ValueCodec.encode(value, sink);
        });
    }

    private static Facts decodeFacts(ByteSource source) {
        int left = source.count(2);
        if (left == 0) {
            return Facts.NONE;
        }
        Facts.Builder facts = new Facts.Builder();
        for (; left > 0; left--) {
            Optional<Field> field = Field.of(source.text());
            Object value = ValueCodec.decode(source);
            field.ifPresent(known -> facts.put(known, value));
        }
        return facts.build();
    }

    static void encode(Set<String> texts, ByteSink sink) {
        sink.varint(texts.size());
        texts.forEach(sink::text);
    }

    static Set<String> decodeTexts(ByteSource source) {
        int left = source.count(1);
        if (left == 0) {
            return Set.of();
        }
        Set<String> texts = new TreeSet<>();
        for (; left > 0; left--) {
            texts.add(source.text());
        }
        return texts;
    }

    static <T> T known(ByteSource source, java.util.function.Function<String, Optional<T>> table, String what) {
        String text = source.text();
        return require(table.apply(text), what, text);
    }

    static <T> T require(Optional<T> value, String what, String text) {
        return value.orElseThrow(() -> new CorruptBytesException("no " + what + " is named '" + text + "' in this version"));
    }
}
