package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.baseline.AgentDrift;
import dev.pathwarden.policies.baseline.FirstStep;
import dev.pathwarden.policies.baseline.NewTrait;
import dev.pathwarden.policies.baseline.NewVolume;
import dev.pathwarden.policies.baseline.Seen;
import dev.pathwarden.policies.baseline.Shift;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.recorder.cli.text.Style;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.cli.text.TraitText;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What is new, as text: agent by agent, kind by kind, each with the step that showed it first; then what is done more or less often, or no more. */
final class DriftText {

    private static final int FIRST = 10;
    private static final int ID = 8;
    private static final int COUNT = 26;
    private static final int SHARES = 40;

    private final PrintWriter out;
    private final Style style;
    private final int columns;
    private final boolean all;

    DriftText(Console console, boolean all) {
        this.out = console.out();
        this.style = console.terminal().outStyle();
        this.columns = console.terminal().columns();
        this.all = all;
    }

    void print(List<AgentDrift> agents, List<String> gone, int runs, String baseline) {
        long news = agents.stream().mapToLong(agent -> agent.traits().size() + agent.volumes().size()).sum();
        long unknown = agents.stream().filter(agent -> !agent.known()).count();
        note("Drift of " + RecordingReport.count(runs, "run") + " from " + Escaped.text(baseline) + ": " + RecordingReport.count(news, "new thing") + " of " + RecordingReport.count(agents.size() - unknown, "agent")
                + (unknown == 0 ? "" : ", and " + RecordingReport.count(unknown, "agent") + " that the baseline does not hold") + ".");
        if (!gone.isEmpty()) {
            note(style.warning("No step here is of " + Escaped.text(gone.stream().limit(FIRST).map(agent -> agent.isEmpty() ? "an agent that is not told" : agent).collect(Collectors.joining(", "))) + (gone.size() > FIRST ? " and " + (gone.size() - FIRST) + " more" : "")
                    + ", which the baseline holds."));
        }
        for (AgentDrift agent : agents) {
            if (agent.drifted() || !agent.untold().isEmpty()) {
                out.println();
                print(agent);
            }
        }
        if (agents.stream().anyMatch(AgentDrift::drifted)) {
            out.println();
            note("New is not the same as wrong. What is to be normal from now on is learnt with 'pathwarden baseline --merge', or written into the file.");
        }
    }

    private void note(String sentence) {
        Width.wrap(sentence, columns).forEach(out::println);
    }

    private void print(AgentDrift agent) {
        String names = agent.names().isEmpty() ? "" : String.join(", ", agent.names());
        String title = "Agent " + (agent.agent().isEmpty() ? "that is not told" : agent.agent()) + (names.isEmpty() ? "" : " (" + names + ")") + ", " + RecordingReport.count(agent.seen().runs(), "run") + " with "
                + RecordingReport.count(agent.seen().steps(), "step");
        out.println(style.strong(Width.cut(Escaped.text(title), columns)));
        if (!agent.known()) {
            out.println("  " + style.bad("The baseline does not hold this agent."));
            first(agent.first());
            return;
        }
        if (!agent.untold().isEmpty()) {
            Width.wrap("Of these the baseline holds only a part, so that nothing can be called new: " + String.join(", ", agent.untold()) + ".", columns - 2).forEach(line -> out.println("  " + style.warning(line)));
        }
        for (TraitKind kind : TraitKind.values()) {
            print(kind, agent.traits().stream().filter(trait -> trait.trait().kind() == kind).toList());
        }
        if (!agent.volumes().isEmpty()) {
            out.println("  " + style.strong("VOLUMES"));
            agent.volumes().forEach(this::print);
        }
        for (Shift.Kind kind : Shift.Kind.values()) {
            print(kind, agent.shifts().stream().filter(shift -> shift.kind() == kind).toList());
        }
    }

    private void print(TraitKind kind, List<NewTrait> traits) {
        if (traits.isEmpty()) {
            return;
        }
        out.println("  " + style.strong(TraitText.heading(kind)));
        for (NewTrait trait : all ? traits : traits.subList(0, Math.min(FIRST, traits.size()))) {
            boolean acts = trait.effects().contains(ToolEffect.SENDS) || trait.effects().contains(ToolEffect.DESTROYS);
            String text = Width.left(TraitText.of(trait), columns - 4 - COUNT);
            out.println("    " + (acts ? style.bad(text) : text) + Width.right(often(trait.seen()), COUNT));
            first(trait.first());
            if (!trait.others().isEmpty()) {
                out.println("      " + style.faint(Width.cut("the baseline holds it of " + Escaped.text(String.join(", ", trait.others())), columns - 6)));
            }
        }
        if (!all && traits.size() > FIRST) {
            out.println("    and " + (traits.size() - FIRST) + " more; --all lists them");
        }
    }

    private void print(Shift.Kind kind, List<Shift> shifts) {
        if (shifts.isEmpty()) {
            return;
        }
        out.println("  " + style.strong(switch (kind) {
            case GONE -> "NO MORE";
            case LESS -> "MUCH LESS OFTEN";
            case MORE -> "MUCH MORE OFTEN";
        }));
        for (Shift shift : all ? shifts : shifts.subList(0, Math.min(FIRST, shifts.size()))) {
            String often = shift.now().runs() + " of " + RecordingReport.count(shift.nowOf(), "run") + ", before " + shift.before().runs() + " of " + shift.beforeOf();
            out.println("    " + Width.left(TraitText.of(shift.trait()), columns - 4 - SHARES) + Width.right(often, SHARES));
        }
        if (!all && shifts.size() > FIRST) {
            out.println("    and " + (shifts.size() - FIRST) + " more; --all lists them");
        }
    }

    private static String often(Seen seen) {
        return RecordingReport.count(seen.steps(), "step") + " in " + RecordingReport.count(seen.runs(), "run");
    }

    private void print(NewVolume volume) {
        String text = volume.came() + " " + volume.volume().text() + ", where 99 of 100 runs come to at most " + volume.most();
        out.println("    " + Width.left(text, columns - 4 - COUNT) + Width.right(RecordingReport.count(volume.runs(), "run"), COUNT));
        first(volume.first());
    }

    private void first(FirstStep first) {
        String text = "first in run " + first.run().toString().substring(0, ID) + ", step " + first.step().toString().substring(0, ID) + " " + first.operation() + " " + Escaped.text(first.name()) + ", "
                + (first.startNanos() == null ? Times.NO_CLOCK : Times.instant(first.startNanos()) + " UTC") + (first.stopped() ? ", stopped" : "");
        out.println("      " + style.faint(Width.cut(text, columns - 6)));
    }
}
