package dev.pathwarden.policies.report;

import java.util.List;

/**
 * A report, ready to be written: all texts are those that a reader sees, without characters that change what stands around them. They may hold anything else, markup too, so whoever writes them escapes them.
 *
 * @param recording name of the file or directory the runs are in
 * @param made when and by whom the report was made
 * @param foot what stands below each page: by which version of Pathwarden, and when
 * @param facts what there is to say of the recording as a whole
 * @param evidence whether the runs are as they were recorded
 * @param severities how many findings there are of each severity that has some, the worst first
 * @param findings the findings, the worst first; those that were dismissed at the end
 * @param unshown findings that are not among them, because a report has an end
 * @param marks the other marks
 * @param unshownMarks marks that are not among them
 * @param damages what could not be read of the recording, one sentence each
 */
public record Report(String recording, String made, String foot, List<Fact> facts, Evidence evidence, List<Fact> severities, List<Finding> findings, int unshown, List<Mark> marks, int unshownMarks, List<String> damages) {

    public Report {
        facts = List.copyOf(facts);
        severities = List.copyOf(severities);
        findings = List.copyOf(findings);
        marks = List.copyOf(marks);
        damages = List.copyOf(damages);
    }

    /** A word and what there is to say of it. */
    public record Fact(String name, String value) {
    }

    /**
     * Whether the runs are as they were recorded.
     *
     * @param holds whether that was checked and is so
     * @param sentences what was found
     */
    public record Evidence(boolean holds, List<String> sentences) {
        public Evidence {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * A finding.
     *
     * @param number its number in the report, from 1
     * @param severity its word, which is a CSS class as well
     * @param said by whom and when
     * @param text what the author wrote, line by line
     * @param place what it is on
     * @param verdicts what guardrails said of the step
     * @param about why the path is that of another step than the finding is on; empty where it is not
     * @param path what led there, in the order in which it happened, the step itself last; empty where there is no step
     * @param picture the path graph; null where there is no step
     * @param timeline picture of the run; null where there is no step
     * @param lines what the step was given and what came back
     * @param missing why more cannot be shown, such as that the run is in another recording; empty where nothing is missing
     */
    public record Finding(int number, String severity, String state, String title, String said, List<String> text, List<Fact> place, List<Verdict> verdicts, String about,
            List<PathStep> path, Picture picture, Timeline timeline, List<String> lines, String missing) {
        public Finding {
            text = List.copyOf(text);
            place = List.copyOf(place);
            verdicts = List.copyOf(verdicts);
            path = List.copyOf(path);
            lines = List.copyOf(lines);
        }
    }

    /**
     * What a guardrail said.
     *
     * @param asked what it asked for, and in which mode
     * @param clauses the parts of its condition, each with what it came to
     */
    public record Verdict(String guardrail, String asked, String message, List<Fact> clauses) {
        public Verdict {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A step of the path that led to a finding.
     *
     * @param step its number in its run, from 1
     * @param status how it ended; its word is a CSS class as well
     * @param certainty how sure the tie to the step asked about is; empty for that step itself
     * @param words the words that flowed from it, as they were seen there
     */
    public record PathStep(int step, String operation, String name, String status, String certainty, List<String> labels, List<String> words) {
        public PathStep {
            labels = List.copyOf(labels);
            words = List.copyOf(words);
        }
    }

    /**
     * A path graph: boxes of text, with lines between them. In pixels of CSS.
     *
     * @param sentence what it shows, in words
     */
    public record Picture(String sentence, int width, int height, List<Box> boxes, List<Line> lines) {
        public Picture {
            boxes = List.copyOf(boxes);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A box of a path graph.
     *
     * @param kind what it stands for, which is a CSS class as well: {@code asked}, {@code root}, {@code led}, {@code around}, {@code between}
     * @param number the step's number in its run; empty where it stands for several
     */
    public record Box(int left, int top, int width, String kind, String number, String text) {
    }

    /**
     * A line between boxes, made of numbers alone.
     *
     * @param kind {@code nested}, {@code flow} or {@code lit}
     * @param path as SVG writes it, with absolute whole coordinates and the letters M, L, C and Z
     * @param filled whether it is the head of an arrow
     */
    public record Line(String kind, String path, boolean filled) {

        /** Its colour, as CSS has it. */
        public String colour() {
            return switch (kind) {
                case "lit" -> "#bc4c00";
                case "flow" -> "#54aeff";
                default -> "#8c959f";
            };
        }
    }

    /**
     * A run as a picture of boxes: lanes one below the other, the time from left to right.
     *
     * @param sentence what it shows, in words
     * @param lanes the lanes, that of the path first
     * @param ticks what time it is at the beginning of each quarter
     */
    public record Timeline(String sentence, List<Lane> lanes, List<String> ticks) {
        public Timeline {
            lanes = List.copyOf(lanes);
            ticks = List.copyOf(ticks);
        }
    }

    /**
     * A lane of a picture.
     *
     * @param rows how many rows it has, at least 1
     */
    public record Lane(String name, int rows, List<Bar> bars) {
        public Lane {
            bars = List.copyOf(bars);
        }
    }

    /**
     * A bar in a lane.
     *
     * @param left where it begins, in percent of the picture, with two digits behind the point
     * @param width how wide it is, likewise
     * @param row its row, from 0
     * @param kind a CSS class: the word of a status, {@code asked} for the step of the finding, {@code led} for one that led there
     * @param text what stands in it; empty for nothing
     * @param name what it is, for whoever points at it
     */
    public record Bar(String left, String width, int row, String kind, String text, String name) {
    }

    /**
     * A star, tag or note.
     *
     * @param on what it is on
     */
    public record Mark(String kind, String on, List<String> text, String said) {
        public Mark {
            text = List.copyOf(text);
        }
    }
}
