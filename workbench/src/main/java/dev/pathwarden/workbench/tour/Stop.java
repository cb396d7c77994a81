package dev.pathwarden.workbench.tour;

import java.util.List;

/**
 * A stop of a tour. What is said at it stands in the texts of this package under its id.
 *
 * @param id name of it
 * @param view the view that must be there for it; null where none must
 * @param target the control that it is about, as CSS selects it
 * @param commands those whose keys are named in its text, in their order
 * @param deed what is to be done here, by which the tour goes on by itself; null where there is nothing to do but to look
 */
public record Stop(String id, String view, String target, List<String> commands, String deed) {

    public Stop {
        commands = List.copyOf(commands);
    }

    /** The tour of the sample investigation: from the alarm to the root cause to the report. */
    public static List<Stop> all() {
        return List.of(new Stop("alarm", null, "#run-table", List.of(), null),
                new Stop("stopped", null, "#next-stopped", List.of("step.stopped"), "stopped"),
                new Stop("why", null, "#inspector-verdicts", List.of(), null),
                new Stop("cause", null, "#inspector-causes", List.of("step.cause"), "cause"),
                new Stop("graph", "path-graph", "#tab-path-graph", List.of("view.path-graph"), "view path-graph"),
                new Stop("way", "path-graph", "#graph-canvas", List.of("step.stopped"), "stopped"),
                new Stop("filter", null, "#filter", List.of("filter"), "filter"),
                new Stop("finding", null, "#mark-add-finding", List.of("mark.finding"), "finding"),
                new Stop("rehearsal", "rehearsal", "#tab-rehearsal", List.of("view.rehearsal"), "view rehearsal"),
                new Stop("report", null, "#menu-case", List.of("case.report"), "report"));
    }
}
