package dev.pathwarden.workbench.settings;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.workbench.theme.ThemeChoice;
import dev.pathwarden.workbench.theme.Themes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the workbench remembers. Immutable.
 *
 * @param theme the theme that was chosen
 * @param zoom how large everything is, in percent
 * @param recent what was opened, the last first: at most {@value #MOST} that are pinned, and as many others
 * @param windows those that were there last, at most {@value #MOST_WINDOWS}; none before the first was
 * @param baselines files of the baselines that were compared with or made, the last first, at most {@value #MOST_BASELINES}
 * @param keys of the commands of which the user chose them, by the id of the command; no keys where it is to have none
 * @param tour whether the guided tour was taken
 * @param deployed what was said of what is deployed
 * @param textShare which part of the height the text of guardrails has in the rehearsal, from 0 to 1; null before any was chosen
 */
public record Settings(ThemeChoice theme, int zoom, List<RecentSnapshot> recent, List<LastWindow> windows, List<Path> baselines, Map<String, List<String>> keys, boolean tour, Deployed deployed, Double textShare) {

    /** What is remembered at the very first start. */
    public static final Settings USUAL = new Settings(ThemeChoice.SYSTEM, Themes.USUAL_ZOOM, List.of(), List.of(), List.of(), Map.of(), false, Deployed.NONE, null);
    /** No command has more keys. */
    public static final int MOST_KEYS = 6;
    static final int MOST = 20;
    static final int MOST_WINDOWS = 12;
    static final int MOST_BASELINES = 8;
    /** There are fewer commands. */
    static final int MOST_COMMANDS = 400;

    public Settings {
        Objects.requireNonNull(theme, "theme");
        Objects.requireNonNull(deployed, "deployed");
        if (zoom < Themes.ZOOMS.getFirst() || zoom > Themes.ZOOMS.getLast()) {
            throw new IllegalArgumentException("zoom is not between " + Themes.ZOOMS.getFirst() + " and " + Themes.ZOOMS.getLast());
        }
        if (textShare != null && !(textShare >= 0 && textShare <= 1)) {
            throw new IllegalArgumentException("textShare is not between 0 and 1");
        }
        recent = bounded(recent);
        windows = List.copyOf(windows.subList(0, Math.min(MOST_WINDOWS, windows.size())));
        baselines = List.copyOf(baselines.subList(0, Math.min(MOST_BASELINES, baselines.size())));
        if (keys.size() > MOST_COMMANDS || keys.values().stream().anyMatch(each -> each.size() > MOST_KEYS)) {
            throw new IllegalArgumentException("keys are of at most " + MOST_COMMANDS + " commands, " + MOST_KEYS + " each");
        }
        keys = keys.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    }

    private static List<RecentSnapshot> bounded(List<RecentSnapshot> all) {
        List<RecentSnapshot> kept = new ArrayList<>();
        int pinned = 0;
        for (RecentSnapshot each : all) {
            int before = each.pinned() ? pinned : kept.size() - pinned;
            if (before < MOST) {
                kept.add(each);
                pinned += each.pinned() ? 1 : 0;
            }
        }
        return List.copyOf(kept);
    }

    public Settings withTheme(ThemeChoice chosen) {
        return new Settings(chosen, zoom, recent, windows, baselines, keys, tour, deployed, textShare);
    }

    public Settings withZoom(int percent) {
        return new Settings(theme, percent, recent, windows, baselines, keys, tour, deployed, textShare);
    }

    /** With the windows as they are now. */
    public Settings withWindows(List<LastWindow> now) {
        return new Settings(theme, zoom, recent, now, baselines, keys, tour, deployed, textShare);
    }

    /** With a snapshot that has been opened now; one that is pinned stays so. */
    public Settings withOpened(List<Path> locations, long nowMillis, int runs) {
        if (locations.size() > RecentSnapshot.MOST_SIDE_BY_SIDE) {
            return this;
        }
        List<RecentSnapshot> next = new ArrayList<>(recent);
        boolean pinned = next.stream().anyMatch(each -> each.pinned() && each.locations().equals(locations));
        next.removeIf(each -> each.locations().equals(locations));
        next.addFirst(new RecentSnapshot(locations, nowMillis, runs, pinned));
        return new Settings(theme, zoom, next, windows, baselines, keys, tour, deployed, textShare);
    }

    /** With a snapshot that was opened once pinned, or no longer so. */
    public Settings withPinned(List<Path> locations, boolean pinned) {
        return new Settings(theme, zoom, recent.stream().map(each -> each.locations().equals(locations) ? each.pinned(pinned) : each).toList(), windows, baselines, keys, tour, deployed, textShare);
    }

    /** Without a snapshot in the list of what was opened, nor as what was looked at last in a window. Nothing happens to the snapshot. */
    public Settings without(List<Path> locations) {
        return new Settings(theme, zoom, recent.stream().filter(each -> !each.locations().equals(locations)).toList(), windows.stream().map(each -> each.without(locations)).toList(), baselines, keys, tour, deployed, textShare);
    }

    /** With a baseline that was compared with or made now. */
    public Settings withBaseline(Path file) {
        List<Path> next = new ArrayList<>(baselines);
        next.remove(file);
        next.addFirst(file);
        return new Settings(theme, zoom, recent, windows, next, keys, tour, deployed, textShare);
    }

    /** With keys that the user chose for a command. */
    public Settings withKeys(String command, List<String> chosen) {
        Map<String, List<String>> next = new HashMap<>(keys);
        next.put(command, chosen);
        return new Settings(theme, zoom, recent, windows, baselines, next, tour, deployed, textShare);
    }

    /** With nothing that the user chose for a command. */
    public Settings withUsualKeys(String command) {
        Map<String, List<String>> next = new HashMap<>(keys);
        next.remove(command);
        return new Settings(theme, zoom, recent, windows, baselines, next, tour, deployed, textShare);
    }

    /** With nothing that the user chose for any command. */
    public Settings withUsualKeys() {
        return new Settings(theme, zoom, recent, windows, baselines, Map.of(), tour, deployed, textShare);
    }

    /** With the guided tour taken. */
    public Settings withTour() {
        return new Settings(theme, zoom, recent, windows, baselines, keys, true, deployed, textShare);
    }

    /** With what is said to be deployed. */
    public Settings withDeployed(Path place) {
        return new Settings(theme, zoom, recent, windows, baselines, keys, tour, deployed.at(place), textShare);
    }

    /** With another part of the height for the text of guardrails. */
    public Settings withTextShare(Double share) {
        return new Settings(theme, zoom, recent, windows, baselines, keys, tour, deployed, share);
    }

    /** With those who have to have signed the bundle at an absolute path; null for whoever. */
    public Settings withSigners(Path bundle, Signers signers) {
        return new Settings(theme, zoom, recent, windows, baselines, keys, tour, deployed.signedBy(bundle, signers), textShare);
    }
}
