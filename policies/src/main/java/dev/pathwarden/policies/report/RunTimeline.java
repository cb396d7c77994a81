package dev.pathwarden.policies.report;

import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays out a run as a report draws it: a lane for each layer, a bar for each step, and above them the steps of a path, by number.
 *
 * <p>Of a run with many steps, bars that lie in one {@value #COLUMNS}th of the whole are drawn as one, which shows the worst of them; so a picture has a bounded number of bars,
 * whatever the run. Where a step has no clock, all are placed by their order.
 */
final class RunTimeline {

    /** Most steps that have a bar each. */
    static final int MOST_STEPS = 300;
    static final int COLUMNS = 250;
    private static final int MOST_ROWS = 5;
    /** Numbers of steps are at least that far apart, in percent. */
    private static final double NUMBER = 7;
    private static final double NARROWEST = 0.4;
    private static final double ALL = 100;
    private static final int LONGEST_NAME = 120;
    private static final List<Status> WORST_FIRST = List.of(Status.BLOCKED, Status.ERROR, Status.UNFINISHED, Status.OK);

    private final RecordedRun run;
    private final double[] from;
    private final double[] to;
    private final boolean clock;
    private final double length;

    private RunTimeline(RecordedRun run) {
        this.run = run;
        List<RecordedStep> steps = run.steps();
        this.clock = steps.stream().noneMatch(step -> step.step().startNanos() == null);
        this.from = new double[steps.size()];
        this.to = new double[steps.size()];
        double origin = clock ? steps.stream().mapToDouble(step -> step.step().startNanos()).min().orElse(0) : 0;
        double end = 0;
        for (int at = 0; at < from.length; at++) {
            Long lasted = steps.get(at).outcome() == null ? null : steps.get(at).outcome().durationNanos();
            from[at] = clock ? steps.get(at).step().startNanos() - origin : at;
            to[at] = clock ? from[at] + (lasted == null ? 0 : Math.max(0, lasted)) : at + 1;
            end = Math.max(end, to[at]);
        }
        this.length = end > 0 ? end : 1;
    }

    /**
     * The picture of a run.
     *
     * @param path places of the steps that led to a step, that one last; these are numbered
     */
    static Report.Timeline of(RecordedRun run, List<Integer> path) {
        RunTimeline timeline = new RunTimeline(run);
        List<Report.Lane> lanes = new ArrayList<>();
        lanes.add(timeline.numbers(path));
        Map<Layer, List<Integer>> byLayer = new EnumMap<>(Layer.class);
        for (int at = 0; at < run.steps().size(); at++) {
            byLayer.computeIfAbsent(run.steps().get(at).operation().layer(), layer -> new ArrayList<>()).add(at);
        }
        byLayer.forEach((layer, steps) -> lanes.add(run.steps().size() <= MOST_STEPS ? timeline.bars(layer, steps, path.get(path.size() - 1)) : timeline.density(layer, steps)));
        return new Report.Timeline(timeline.sentence(path), lanes, timeline.ticks());
    }

    private Report.Lane numbers(List<Integer> path) {
        List<Report.Bar> bars = new ArrayList<>();
        double[] free = new double[MOST_ROWS];
        int asked = path.get(path.size() - 1);
        for (int at : path.stream().sorted((one, other) -> Double.compare(from[one], from[other])).toList()) {
            double left = Math.min(percent(from[at]), ALL - NUMBER);
            int row = row(free, left);
            free[row] = left + NUMBER;
            bars.add(new Report.Bar(number(left), number(NUMBER), row, at == asked ? "asked" : "led", String.valueOf(at + 1), name(at)));
        }
        return lane("Path", bars);
    }

    private Report.Lane bars(Layer layer, List<Integer> steps, int asked) {
        List<Report.Bar> bars = new ArrayList<>();
        double[] free = new double[MOST_ROWS];
        for (int at : steps.stream().sorted((one, other) -> Double.compare(from[one], from[other])).toList()) {
            double left = Math.min(percent(from[at]), ALL - NARROWEST);
            double width = Math.max(NARROWEST, percent(to[at]) - left);
            int row = row(free, left);
            free[row] = left + width;
            bars.add(new Report.Bar(number(left), number(width), row, at == asked ? "asked" : run.steps().get(at).status().text(), "", name(at)));
        }
        return lane(name(layer), bars);
    }

    private Report.Lane density(Layer layer, List<Integer> steps) {
        TreeMap<Integer, Status> worst = new TreeMap<>();
        for (int at : steps) {
            int last = column(to[at]);
            for (int column = column(from[at]); column <= last; column++) {
                worst.merge(column, run.steps().get(at).status(), (one, other) -> WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other);
            }
        }
        List<Report.Bar> bars = new ArrayList<>();
        int begin = -1;
        for (int column : worst.keySet()) {
            begin = begin < 0 ? column : begin;
            if (worst.get(column + 1) != worst.get(column)) {
                bars.add(new Report.Bar(number(begin * ALL / COLUMNS), number((column + 1 - begin) * ALL / COLUMNS), 0, worst.get(column).text(), "", worst.get(column).text()));
                begin = -1;
            }
        }
        return lane(name(layer), bars);
    }

    private int column(double position) {
        return (int) Math.min(COLUMNS - 1, position / length * COLUMNS);
    }

    /** The first row that is free from there on, else the last. */
    private static int row(double[] free, double left) {
        int row = 0;
        while (row < MOST_ROWS - 1 && free[row] > left) {
            row++;
        }
        return row;
    }

    private static Report.Lane lane(String name, List<Report.Bar> bars) {
        return new Report.Lane(name, bars.stream().mapToInt(Report.Bar::row).max().orElse(0) + 1, bars);
    }

    private double percent(double position) {
        return position / length * ALL;
    }

    /** As CSS has it. */
    private static String number(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    private List<String> ticks() {
        return Arrays.asList(0.0, 0.25, 0.5, 0.75).stream().map(part -> clock ? time(part * length) : "step " + (Math.round(part * length) + 1)).toList();
    }

    private static String time(double nanos) {
        return nanos == 0 ? "0" : nanos < 1e6 ? String.format(Locale.ROOT, "%.0f \u00B5s", nanos / 1e3) : nanos < 1e9 ? String.format(Locale.ROOT, "%.0f ms", nanos / 1e6) : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    private String name(int at) {
        RecordedStep step = run.steps().get(at);
        return "step " + (at + 1) + ": " + step.operation().text() + " " + ReportText.line(step.step().name(), LONGEST_NAME) + ", " + step.status().text();
    }

    private static String name(Layer layer) {
        return layer == Layer.MCP ? "MCP" : layer.name().charAt(0) + layer.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private String sentence(List<Integer> path) {
        long blocked = run.steps().stream().filter(step -> step.status() == Status.BLOCKED).count();
        String numbers = String.join(", ", path.stream().limit(path.size() - 1L).map(at -> String.valueOf(at + 1)).toList());
        return ReportText.count(run.steps().size(), "step") + (clock ? " in " + time(length) : " by their order, without a clock") + ", " + (blocked == 0 ? "none" : blocked)
                + " of them stopped. The finding's step is " + (path.get(path.size() - 1) + 1)
                + (numbers.isEmpty() ? "." : ", marked dark; what led there: " + numbers + ".");
    }
}
