package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.follow.FollowLine;
import java.io.PrintWriter;
import java.util.List;

/** Prints a run as text, each line wrapped to the width. */
public final class FollowText {

    private static final String INDENT = "     ";

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public FollowText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** Prints the lines. */
    public void print(List<FollowLine> lines) {
        for (FollowLine line : lines) {
            if (line.kind() == FollowLine.Kind.STEP) {
                if (line.place() > 0) {
                    out.println();
                }
                Width.wrap(Escaped.text(line.text()), columns).forEach(part -> out.println(style.strong(part)));
                continue;
            }
            String head = INDENT + sign(line.kind());
            String text = Escaped.text(line.text());
            boolean first = true;
            for (String part : text.isBlank() ? List.of("") : Width.wrap(text, Math.max(20, columns - head.length()))) {
                out.println((first ? head : " ".repeat(head.length())).concat(styled(line.kind(), part)).stripTrailing());
                first = false;
            }
        }
    }

    private static String sign(FollowLine.Kind kind) {
        return switch (kind) {
            case GIVEN -> "> ";
            case CAME_FROM -> "^ ";
            case VERDICT -> "! ";
            case FAILED -> "x ";
            case RETURNED -> "< ";
            default -> "# ";
        };
    }

    private String styled(FollowLine.Kind kind, String text) {
        return switch (kind) {
            case FAILED, VERDICT -> style.bad(text);
            case CAME_FROM, LABELS -> style.warning(text);
            default -> text;
        };
    }
}
