package dev.pathwarden.recorder.context;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Labels as one line of text, separated by commas. */
final class LabelText {

    /** Stands for labels that had no room. */
    private static final String LOSS = "provenance.unknown";
    private static final int MOST_LABELS = 200;
    private static final int LONGEST_LABEL = 100;

    private LabelText() {
    }

    /** The labels in at most that many characters; what has no room is told by the label {@code provenance.unknown}. */
    static String of(Collection<String> labels, int limit) {
        StringBuilder text = new StringBuilder();
        boolean lost = false;
        for (String label : labels) {
            if (!isLabel(label) || text.length() + label.length() + LOSS.length() + 2 > limit) {
                lost = true;
            } else {
                text.append(text.length() == 0 ? "" : ",").append(label);
            }
        }
        return lost && !labels.contains(LOSS) ? text.append(text.length() == 0 ? "" : ",").append(LOSS).toString() : text.toString();
    }

    /** Reads labels back, as far as they look like labels. */
    static Set<String> read(String text) {
        Set<String> labels = new TreeSet<>();
        for (String label : text == null ? new String[0] : text.split(",")) {
            if (labels.size() < MOST_LABELS && isLabel(label)) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty() && label.length() <= LONGEST_LABEL && label.chars().allMatch(c -> c > ' ' && c < 127 && c != ',');
    }
}
