package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowWords;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.util.List;

/** Prints a run as text, each line wrapped to the width. */
public final class FollowText {

    private static final String INDENT = "     ";

    private final PrintWriter out;
    private final Style style;
    private final int columns;
    private boolean begun;

    /** @param columns width to print for */
    public FollowText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** Prints a sentence on the run before all lines. */
    public void print(String sentence) {
        Width.wrap(Escaped.text(sentence), columns).forEach(part -> out.println(style.strong(part)));
        begun = true;
    }

    /** Prints the lines, after those that it printed before. */
    public void print(List<FollowLine> lines) {
        print(lines, null);
    }

    /**
     * Prints lines with words marked in them.
     *
     * @param words null for none
     */
    public void print(List<FollowLine> lines, FollowWords words) {
        if (lines.isEmpty() && words != null) {
            out.println("No step of the run holds " + Escaped.text(words.words()) + ".");
        }
        for (FollowLine line : lines) {
            if (line.kind() == FollowLine.Kind.STEP) {
                if (begun) {
                    out.println();
                }
                begun = true;
                Width.wrap(Escaped.text(line.text()), columns).forEach(part -> out.println(style.strong(part)));
                continue;
            }
            String head = INDENT + sign(line.kind());
            String text = Escaped.text(line.text());
            boolean first = true;
            for (String part : text.isBlank() ? List.of("") : Width.wrap(text, Math.max(20, columns - head.length()))) {
                out.println((first ? head : " ".repeat(head.length())).concat(words == null ? styled(line.kind(), part) : marked(line.kind(), part, words)).stripTrailing());
                first = false;
            }
        }
    }

    private static String sign(FollowLine.Kind kind) {
        return switch (kind) {
            case REHEARSED -> "~ ";
            case GIVEN -> "> ";
            case CAME_FROM -> "^ ";
            case VERDICT -> "! ";
            case FAILED -> "x ";
            case RETURNED -> "< ";
            default -> "# ";
        };
    }

    private String marked(FollowLine.Kind kind, String text, FollowWords words) {
        StringBuilder marked = new StringBuilder();
        int from = 0;
        for (int at = words.next(text, 0); at >= 0; at = words.next(text, from)) {
            marked.append(from < at ? styled(kind, text.substring(from, at)) : "");
            from = at + words.words().length();
            marked.append(style.strong(text.substring(at, from)));
        }
        return marked.append(from < text.length() ? styled(kind, text.substring(from)) : "").toString();
    }

    private String styled(FollowLine.Kind kind, String text) {
        return switch (kind) {
            case FAILED, VERDICT, REHEARSED -> style.bad(text);
            case CAME_FROM, LABELS -> style.warning(text);
            default -> text;
        };
    }
}
