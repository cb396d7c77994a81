package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Bytes of a {@link JournalEvent}: one byte for its kind, then its components in order.
 *
 * <p>Stands on its own: no event needs another one to be read. Safe against hostile bytes.
 */
public final class EventCodec {

    private static final int PROCESS_SEEN = 1;
    private static final int RUN_STARTED = 2;
    private static final int STEP_DECIDED = 3;
    private static final int STEP_ENDED = 4;
    private static final int LABELS_CAME = 5;
    private static final int RUN_ENDED = 6;
    private static final int STEP_HELD = 7;
    private static final int BUNDLE_CHANGED = 8;

    private static final int HOOK_UNKNOWN = 0;
    private static final int HOOK_LIVE = 1;
    private static final int HOOK_DEAD = 2;
    /** Stands among the hooks, where an earlier reader takes it for one that is not live. */
    private static final int LIMIT = 3;
    /** As {@link #LIMIT}, with what there is to tell as a text of four words, the last of which is a sentence. */
    private static final int BUNDLE = 4;
    private static final String NONE = "-";
    private static final int WORDS = 4;

    private EventCodec() {
    }

    /** Writes an event. */
    public static void encode(JournalEvent event, ByteSink sink) {
        if (event instanceof JournalEvent.StepDecided decided) {
            sink.u8(STEP_DECIDED);
            StepCodec.encode(decided.step(), sink);
            StepCodec.encode(decided.decision(), sink);
        } else if (event instanceof JournalEvent.StepEnded ended) {
            sink.u8(STEP_ENDED).run(ended.run()).step(ended.step());
            StepCodec.encode(ended.outcome(), sink);
        } else if (event instanceof JournalEvent.ProcessSeen seen) {
            sink.u8(PROCESS_SEEN);
            encode(seen.process(), sink);
        } else if (event instanceof JournalEvent.RunStarted started) {
            sink.u8(RUN_STARTED);
            encode(started.run(), sink);
        } else if (event instanceof JournalEvent.LabelsCame came) {
            sink.u8(LABELS_CAME).run(came.run()).zigzag(came.imported().pid()).varint(came.imported().ticket());
            StepCodec.encode(came.imported().labels(), sink);
        } else if (event instanceof JournalEvent.StepHeld held) {
            sink.u8(STEP_HELD).run(held.run()).step(held.step());
            encode(held.hold(), sink);
        } else if (event instanceof JournalEvent.BundleChanged changed) {
            BundleChange change = changed.change();
            sink.u8(BUNDLE_CHANGED).zigzag(change.atNanos()).text(change.bundle()).longOrNull(change.sequence()).text(change.signer()).text(change.refusal());
        } else if (event instanceof JournalEvent.RunEnded ended) {
            sink.u8(RUN_ENDED).run(ended.run()).zigzag(ended.endNanos()).text(ended.status().text());
        } else {
            throw new IllegalArgumentException("an event of no known kind");
        }
    }

    /**
     * Reads one event and all the bytes.
     *
     * @throws CorruptBytesException if the bytes are no event
     */
    public static JournalEvent decode(ByteSource source) {
        JournalEvent event;
        try {
            event = decodeKind(source.u8(), source);
        } catch (IllegalArgumentException e) {
            throw new CorruptBytesException(e.getMessage(), e);
        }
        source.finish();
        return event;
    }

    /**
     * Finds out where an event ends, which its bytes say themselves.
     *
     * @return the number of its bytes
     * @throws CorruptBytesException if the bytes do not begin with an event
     */
    static int lengthOf(ByteSource source) {
        int before = source.remaining();
        try {
            decodeKind(source.u8(), source);
        } catch (IllegalArgumentException e) {
            throw new CorruptBytesException(e.getMessage(), e);
        }
        return before - source.remaining();
    }

    /** The run that an encoded event belongs to, without decoding the rest; null for an event of a process. */
    static RunId runOf(ByteSource source) {
        int kind = source.u8();
        // Of all others the run's id stands first.
        return kind == PROCESS_SEEN || kind == BUNDLE_CHANGED ? null : source.run();
    }

    /** Whether an event that begins with that byte tells of a step. */
    static boolean isOfStep(int kind) {
        return kind == STEP_DECIDED || kind == STEP_ENDED || kind == STEP_HELD;
    }

    private static JournalEvent decodeKind(int kind, ByteSource source) {
        return switch (kind) {
            case PROCESS_SEEN -> new JournalEvent.ProcessSeen(decodeProcess(source));
            case RUN_STARTED -> new JournalEvent.RunStarted(decodeRun(source));
            case STEP_DECIDED -> new JournalEvent.StepDecided(StepCodec.decodeStep(source), StepCodec.decodeDecision(source));
            case STEP_ENDED -> new JournalEvent.StepEnded(source.run(), source.step(), StepCodec.decodeOutcome(source));
            case LABELS_CAME -> {
                var run = source.run();
                long pid = source.zigzag();
                long ticket = source.varint();
                Set<String> labels = StepCodec.decodeTexts(source);
                yield new JournalEvent.LabelsCame(run, new RecordedRun.LabelsImported(pid, ticket, labels));
            }
            case RUN_ENDED -> new JournalEvent.RunEnded(source.run(), source.zigzag(), StepCodec.known(source, Status::of, "status"));
            case STEP_HELD -> new JournalEvent.StepHeld(source.run(), source.step(), decodeHold(source));
            case BUNDLE_CHANGED -> new JournalEvent.BundleChanged(new BundleChange(source.zigzag(), source.text(), source.longOrNull(), source.textOrNull(), source.textOrNull()));
            default -> throw new CorruptBytesException("no kind of event has the number " + kind + " in this version");
        };
    }

    private static void encode(Hold hold, ByteSink sink) {
        sink.text(hold.binding()).zigzag(hold.askedNanos()).zigzag(hold.expiresNanos()).text(hold.answer() == null ? null : hold.answer().text());
        sink.longOrNull(hold.answeredNanos()).text(hold.by()).text(hold.reason());
    }

    private static Hold decodeHold(ByteSource source) {
        String binding = source.text();
        long asked = source.zigzag();
        long expires = source.zigzag();
        String answer = source.textOrNull();
        return new Hold(binding, asked, expires, answer == null ? null : StepCodec.require(Hold.Answer.of(answer), "answer", answer), source.longOrNull(),
                source.textOrNull(), source.textOrNull());
    }

    /** Writes a run's header. */
    public static void encode(Run run, ByteSink sink) {
        sink.run(run.id()).text(run.agent()).text(run.agentName()).text(run.agentVersion()).text(run.status().text());
        sink.longOrNull(run.startNanos()).longOrNull(run.endNanos());
        ValueCodec.encodeEntries(run.attributes(), sink);
    }

    /** Reads a run's header. */
    public static Run decodeRun(ByteSource source) {
        return new Run(source.run(), source.textOrNull(), source.textOrNull(), source.textOrNull(), StepCodec.known(source, Status::of, "status"),
                source.longOrNull(), source.longOrNull(), ValueCodec.decodeEntries(source));
    }

    /** Writes what is known of a process. */
    public static void encode(ProcessInfo process, ByteSink sink) {
        sink.zigzag(process.pid()).zigzag(process.startNanos()).text(process.command()).text(process.java()).run(process.run()).step(process.startedBy());
        sink.varint(process.hooks().size() + process.limits().size() + process.bundles().size());
        for (ProcessInfo.HookState hook : process.hooks()) {
            sink.text(hook.hook()).u8(hook.live() == null ? HOOK_UNKNOWN : hook.live() ? HOOK_LIVE : HOOK_DEAD).text(hook.detail());
        }
        process.limits().forEach(limit -> sink.text(limit).u8(LIMIT).text(""));
        process.bundles().forEach(change -> sink.text(change.bundle()).u8(BUNDLE).text(words(change)));
        sink.varint(process.outside()).varint(process.dropped());
    }

    /** Reads what is known of a process. */
    public static ProcessInfo decodeProcess(ByteSource source) {
        long pid = source.zigzag();
        long start = source.zigzag();
        String command = source.text();
        String java = source.text();
        var run = source.runOrNull();
        var startedBy = source.stepOrNull();
        List<ProcessInfo.HookState> hooks = new ArrayList<>();
        List<String> limits = new ArrayList<>();
        List<BundleChange> bundles = new ArrayList<>();
        for (int left = source.count(3); left > 0; left--) {
            String name = source.text();
            int kind = source.u8();
            String detail = source.text();
            if (kind == LIMIT) {
                limits.add(name);
            } else if (kind == BUNDLE) {
                bundles.add(change(name, detail));
            } else {
                hooks.add(new ProcessInfo.HookState(name, kind == HOOK_UNKNOWN ? null : (Boolean) (kind == HOOK_LIVE), detail));
            }
        }
        return new ProcessInfo(pid, start, command, java, run, startedBy, hooks, limits, bundles, source.varint(), source.varint());
    }

    private static String words(BundleChange change) {
        return change.atNanos() + " " + (change.sequence() == null ? NONE : change.sequence()) + " " + (change.signer() == null ? NONE : change.signer()) + " "
                + (change.refusal() == null ? NONE : change.refusal());
    }

    private static BundleChange change(String bundle, String text) {
        String[] words = text.split(" ", WORDS);
        try {
            return new BundleChange(Long.parseLong(words[0]), bundle, words[1].equals(NONE) ? null : (Long) Long.parseLong(words[1]), words[2].equals(NONE) ? null : words[2],
                    words[3].equals(NONE) ? null : words[3]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException none) {
            throw new CorruptBytesException("a change of guardrails is not told in " + WORDS + " words", none);
        }
    }
}
