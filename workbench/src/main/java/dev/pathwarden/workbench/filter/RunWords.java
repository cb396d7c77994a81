package dev.pathwarden.workbench.filter;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.workbench.cell.Wording;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds runs by words: a run is found when each word stands somewhere in its agent, id, status, labels, start or attributes. */
final class RunWords implements Predicate<RunSummary> {

    private final List<String> words;

    RunWords(String text) {
        words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    @Override
    public boolean test(RunSummary summary) {
        if (words.size() == 1 && words.getFirst().isEmpty()) {
            return true;
        }
        String text = text(summary).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static String text(RunSummary summary) {
        Run run = summary.run();
        StringBuilder text = new StringBuilder();
        text.append(Wording.agent(run)).append('\n').append(run.agent()).append('\n').append(run.id()).append('\n').append(Wording.of(run.status())).append('\n').append(Wording.dateTime(run.startNanos()));
        summary.labels().forEach(label -> text.append('\n').append(label));
        run.attributes().forEach((key, value) -> text.append('\n').append(key).append('=').append(value));
        return text.append(summary.blocked() > 0 ? "\nblocked" : "").toString();
    }
}
