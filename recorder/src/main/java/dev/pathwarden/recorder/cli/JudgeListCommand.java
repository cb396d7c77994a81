package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.recorder.cli.text.MarkedSubjects;
import dev.pathwarden.recorder.cli.text.Width;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", sortOptions = false,
        header = "List the steps that were judged.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, or it or its case cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden judge list pathwarden-demo"})
final class JudgeListCommand implements Callable<Integer> {

    private static final int JUDGED = 7;

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private JudgedSnapshots recordings;

    JudgeListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Steps that not everybody judges the same. */
    private static Set<Subject> contradicted(List<Mark> judged) {
        Map<Subject, Set<Boolean>> said = new HashMap<>();
        judged.forEach(mark -> said.computeIfAbsent(mark.subject(), subject -> new HashSet<>()).add(((MarkContent.Judged) mark.content()).right()));
        said.values().removeIf(all -> all.size() == 1);
        return said.keySet();
    }

    @Override
    public Integer call() {
        Console console = invocation.console();
        List<Object> all = new ArrayList<>();
        recordings.forEach(invocation, (opened, of) -> {
            List<Mark> judged = of.marks().stream().filter(mark -> mark.content() instanceof MarkContent.Judged).toList();
            judged.forEach(mark -> all.add(mark.fields()));
            if (!json.wanted()) {
                Set<Subject> contradicted = contradicted(judged);
                MarkedSubjects subjects = MarkedSubjects.of(opened, judged.stream().map(Mark::subject).toList());
                judged.stream().sorted(Comparator.comparingLong((Mark mark) -> subjects.order(mark.subject())).thenComparing(Mark::subject)).forEach(mark -> console.out().println(
                        Width.cut(Width.left(((MarkContent.Judged) mark.content()).text(), JUDGED) + subjects.text(mark.subject()) + (contradicted.contains(mark.subject()) ? ", says " + Escaped.text(mark.author()) : ""), console.terminal().columns())));
            }
        });
        if (json.wanted()) {
            console.json(Map.of("judged", all));
        } else {
            console.out().println(all.isEmpty() ? "No step is judged: 'pathwarden judge mark' does that." : RecordingReport.count(all.size(), "judged step") + ".");
        }
        return ExitCode.OK;
    }
}
