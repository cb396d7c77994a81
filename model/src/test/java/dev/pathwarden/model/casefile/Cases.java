package dev.pathwarden.model.casefile;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Any cases: of few marks and times, so that two of them have some in common. */
final class Cases {

    private static final String[] TEXTS = {"exfil", "Zürich \uD83D\uDE00", "\"quoted\\\"", "two\nlines\t", "x".repeat(300), "\u202Ertl", "half \uD83D of one", "<script>"};

    private final Random random;

    Cases(long seed) {
        random = new Random(seed);
    }

    Case next() {
        TreeSet<String> recordings = new TreeSet<>();
        TreeMap<MarkId, Mark> marks = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            recordings.add("runs-" + MarkId.of(String.valueOf(random.nextInt(5))));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            Mark mark = mark();
            marks.put(mark.id(), mark);
        }
        return new Case(recordings, marks);
    }

    Mark mark() {
        MarkContent content = random.nextInt(5) == 0 ? null : content();
        Subject subject = subject(content);
        long made = random.nextInt(3);
        MarkId judgement = content instanceof MarkContent.Judged ? content.onlyId(subject).orElseThrow() : null;
        MarkContent said = judgement != null && random.nextInt(4) == 0 ? null : content;
        return new Mark(judgement != null ? judgement : MarkId.of(String.valueOf(random.nextInt(8))), subject, said, random.nextBoolean() ? "ada" : "bob", made, made + random.nextInt(3));
    }

    /** What that can be said of; null for what is said of nothing. */
    Subject subject(MarkContent content) {
        if (content instanceof MarkContent.SavedFilter) {
            return null;
        }
        boolean ofRun = !(content instanceof MarkContent.Judged) && random.nextInt(3) == 0;
        return new Subject(new RunId(1, 1 + random.nextInt(2)), ofRun ? null : new StepId(1 + random.nextInt(3)));
    }

    MarkContent content() {
        return switch (random.nextInt(6)) {
            case 0 -> new MarkContent.Star();
            case 1 -> new MarkContent.Tag(line().substring(0, 4));
            case 2 -> new MarkContent.Note(text());
            case 3 -> new MarkContent.Finding(line(), pick(FindingSeverity.values()), pick(FindingState.values()), random.nextBoolean() ? "" : text());
            case 4 -> new MarkContent.Judged(random.nextBoolean());
            default -> new MarkContent.SavedFilter(line(), "step.name == 'a'");
        };
    }

    private String text() {
        return pick(TEXTS);
    }

    private String line() {
        String line = text().replaceAll("\\p{Cntrl}", "").strip();
        return line.substring(0, Math.min(line.length(), MarkContent.LONGEST_TITLE));
    }

    <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }
}
