package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides which steps share a box.
 *
 * <p>Steps that were stopped or failed keep a box of their own as long as there are few of them: they are what the analyst looks for. Steps
 * of an opened box have their own boxes too, up to {@value #MOST_OPENED}.
 */
final class StepFolder {

    private static final int LEAST_REPEATS = 3;
    private static final int MOST_MARKED = 24;
    static final int MOST_OPENED = 40;

    private final PathIndex path;
    private final BitSet shown;
    private final Set<StepId> opened;
    private final GroupBy by;
    private final int[] groups;
    private int count;

    /**
     * Makes a folder.
     *
     * @param shown places of the steps to show
     * @param opened ids of the first steps of boxes that were opened
     * @param by what gets frames: steps of two groups share a box only where they are folded into what they are nested in
     */
    StepFolder(PathIndex path, BitSet shown, Set<StepId> opened, GroupBy by) {
        this.path = path;
        this.shown = shown;
        this.opened = opened;
        this.by = by;
        this.groups = new int[path.size()];
    }

    /** What steps in one box have in common. */
    private record Common(int parent, Operation operation, String name, String group) {
    }

    /**
     * Folds.
     *
     * @param most most boxes there may be; only {@link PathGraph.Level#DEPTH} keeps to it whatever the run
     * @return for each place the number of its box, from 0 in the order of their first steps; -1 for a step that is not shown
     */
    int[] fold(PathGraph.Level level, int most) {
        Arrays.fill(groups, -1);
        count = 0;
        if (level == PathGraph.Level.REPEATS) {
            foldRepeats();
        } else {
            foldAlike(level == PathGraph.Level.NAMES);
            if (level == PathGraph.Level.DEPTH && count > most) {
                foldIntoParents(most);
            }
        }
        return groups.clone();
    }

    /** Number of boxes of the last folding. */
    int count() {
        return count;
    }

    private void foldRepeats() {
        boolean[] nests = new boolean[path.size()];
        for (int place = shown.nextSetBit(0); place >= 0; place = shown.nextSetBit(place + 1)) {
            if (path.parentOf(place) >= 0) {
                nests[path.parentOf(place)] = true;
            }
        }
        int[] length = repeatLengths(nests);
        Map<Integer, Integer> lastBox = new HashMap<>();
        for (int place = shown.nextSetBit(0); place >= 0; place = shown.nextSetBit(place + 1)) {
            if (isPlumbing(place)) {
                groups[place] = groups[path.parentOf(place)];
                continue;
            }
            int start = length[place] < 0 ? -length[place] - 1 : place;
            boolean folds = length[start] >= LEAST_REPEATS && !opened.contains(path.step(start).id());
            Integer box = folds ? lastBox.get(start) : null;
            groups[place] = box == null ? count++ : box;
            if (folds) {
                lastBox.put(start, groups[place]);
            }
        }
    }

    /** Whether the step is the traffic of a model's chat and went well; it is then shown in the chat's box, unless that was opened. */
    private boolean isPlumbing(int place) {
        int parent = path.parentOf(place);
        Operation operation = path.step(place).operation();
        if (parent < 0 || operation != Operation.DATA_HTTP && operation != Operation.DATA_NET || Mark.of(path.step(place)) != Mark.NONE || groups[parent] < 0 || !group(place).equals(group(parent))) {
            return false;
        }
        Operation around = path.step(parent).operation();
        return around == Operation.MODEL_CHAT && !opened.contains(path.step(parent).id())
                || around == Operation.DATA_HTTP && path.parentOf(parent) >= 0 && groups[parent] == groups[path.parentOf(parent)];
    }

    /** For the first step of a repeat its length; for the others minus the place of the first, minus 1. */
    private int[] repeatLengths(boolean[] nests) {
        int[] length = new int[path.size()];
        Map<Integer, Integer> lastChild = new HashMap<>();
        for (int place = shown.nextSetBit(0); place >= 0; place = shown.nextSetBit(place + 1)) {
            Integer before = lastChild.put(path.parentOf(place), place);
            length[place] = 1;
            if (before != null && repeats(before, place, nests)) {
                int start = length[before] < 0 ? -length[before] - 1 : before;
                length[start]++;
                length[place] = -start - 1;
            }
        }
        return length;
    }

    private boolean repeats(int before, int place, boolean[] nests) {
        RecordedStep one = path.step(before);
        RecordedStep other = path.step(place);
        return !nests[before] && !nests[place] && one.operation() == other.operation() && Mark.of(one) == Mark.NONE && Mark.of(other) == Mark.NONE
                && path.parentOf(place) >= 0 && group(before).equals(group(place));
    }

    private String group(int place) {
        return by.groupOf(path.step(place).step(), path.run());
    }

    private void foldAlike(boolean byName) {
        Map<Common, Integer> boxes = new HashMap<>();
        Map<Integer, StepId> firstOf = new HashMap<>();
        Map<Integer, Integer> openedSoFar = new HashMap<>();
        int marked = 0;
        for (int place = shown.nextSetBit(0); place >= 0; place = shown.nextSetBit(place + 1)) {
            if (isPlumbing(place)) {
                groups[place] = groups[path.parentOf(place)];
                continue;
            }
            RecordedStep step = path.step(place);
            int parent = path.parentOf(place);
            Common common = new Common(parent < 0 ? -1 : groups[parent], step.operation(), byName ? step.step().name() : "", group(place));
            Mark mark = Mark.of(step);
            if ((mark.stops() || mark == Mark.ERROR) && marked < MOST_MARKED) {
                marked++;
                groups[place] = count++;
                continue;
            }
            Integer box = boxes.get(common);
            boolean apart = box != null && opened.contains(firstOf.get(box)) && openedSoFar.merge(box, 1, Integer::sum) < MOST_OPENED;
            if (box == null || apart) {
                groups[place] = count++;
                if (box == null) {
                    boxes.put(common, groups[place]);
                    firstOf.put(groups[place], step.id());
                }
            } else if (opened.contains(firstOf.get(box))) {
                groups[place] = boxes.computeIfAbsent(new Common(common.parent(), common.operation(), "\u0000rest of " + box, common.group()), each -> count++);
            } else {
                groups[place] = box;
            }
        }
    }

    /** Keeps the first boxes; what is in a later one moves into the box around it, or into the first where none is around it. */
    private void foldIntoParents(int most) {
        for (int place = shown.nextSetBit(0); place >= 0; place = shown.nextSetBit(place + 1)) {
            if (groups[place] >= most) {
                int parent = path.parentOf(place);
                groups[place] = parent >= 0 && groups[parent] >= 0 ? groups[parent] : most - 1;
            }
        }
        count = most;
    }
}
