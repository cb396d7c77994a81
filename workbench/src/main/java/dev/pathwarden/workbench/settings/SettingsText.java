package dev.pathwarden.workbench.settings;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.workbench.theme.ThemeChoice;
import dev.pathwarden.workbench.theme.Themes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link Settings} as JSON and back. What is not there is as usual; what is not known is left out; what cannot be meant is refused. */
final class SettingsText {

    static final int MAX_CHARS = 1 << 20;
    private static final int MAX_PATH_CHARS = 4_096;
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_ENTRIES = 2 * Settings.MOST;

    private SettingsText() {
    }

    static String write(Settings settings) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("theme", settings.theme().name());
        root.put("zoom", (long) settings.zoom());
        root.put("recent", settings.recent().stream()
                .map(each -> Map.of("locations", texts(each.locations()), "opened", each.openedMillis(), "runs", (long) each.runs(), "pinned", each.pinned())).toList());
        root.put("windows", settings.windows().stream().map(SettingsText::window).toList());
        root.put("baselines", texts(settings.baselines()));
        root.put("keys", new TreeMap<>(settings.keys()));
        root.put("tour", settings.tour());
        if (settings.deployed().place() != null) {
            root.put("deployed", settings.deployed().place().toString());
        }
        if (settings.textShare() != null) {
            root.put("textShare", settings.textShare());
        }
        root.put("signers", settings.deployed().signers().entrySet().stream()
                .map(each -> Map.of("bundle", each.getKey().toString(), "keys", each.getValue().keys(), "signatures", (long) each.getValue().needed())).toList());
        return JsonText.write(root) + "\n";
    }

    private static Map<String, Object> window(LastWindow window) {
        LastSession session = window.session();
        Map<String, Object> written = new LinkedHashMap<>();
        if (window.bounds() != null) {
            WindowBounds bounds = window.bounds();
            written.put("bounds", Map.of("x", bounds.x(), "y", bounds.y(), "width", bounds.width(), "height", bounds.height(), "maximized", bounds.maximized()));
        }
        written.put("session", Map.of("locations", texts(session.locations()), "tab", session.tab(), "filter", session.filter(), "address", session.address()));
        return written;
    }

    private static List<String> texts(List<Path> locations) {
        return locations.stream().map(Path::toString).toList();
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} writes; the message is the rest of a sentence */
    static Settings parse(String text) {
        Object parsed;
        try {
            parsed = JsonText.parse(text, MAX_CHARS);
        } catch (JsonText.MalformedJsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        Map<?, ?> root = object(parsed, "the whole");
        List<RecentSnapshot> recent = new ArrayList<>();
        for (Object each : list(root, "recent", MAX_ENTRIES)) {
            Map<?, ?> entry = object(each, "recent");
            recent.add(new RecentSnapshot(locations(entry), number(entry, "opened"), Math.toIntExact(Math.clamp(number(entry, "runs"), 0, Integer.MAX_VALUE)), flag(entry, "pinned")));
        }
        List<LastWindow> windows = list(root, "windows", Settings.MOST_WINDOWS).stream().map(each -> window(object(each, "windows"))).toList();
        return new Settings(theme(root), zoom(root), recent, windows, paths(root, "baselines", Settings.MOST_BASELINES), keys(root.get("keys")), root.get("tour") != null && flag(root, "tour"), deployed(root), root.get("textShare") == null ? null : (Double) measure(root, "textShare"));
    }

    private static Deployed deployed(Map<?, ?> root) {
        Map<Path, Signers> signers = new LinkedHashMap<>();
        for (Object each : list(root, "signers", Deployed.MOST)) {
            Map<?, ?> entry = object(each, "signers");
            signers.put(path(entry.get("bundle"), "signers"), new Signers(list(entry, "keys", Signers.MOST).stream().map(String::valueOf).toList(), Math.toIntExact(Math.clamp(number(entry, "signatures"), 0, Signers.MOST))));
        }
        return new Deployed(root.get("deployed") == null ? null : path(root.get("deployed"), "deployed"), signers);
    }

    private static LastWindow window(Map<?, ?> window) {
        Map<?, ?> session = window.get("session") == null ? Map.of() : object(window.get("session"), "session");
        return new LastWindow(bounds(window.get("bounds")), new LastSession(locations(session), text(session, "tab", ""), text(session, "filter", ""), text(session, "address", "")));
    }

    private static Map<String, List<String>> keys(Object value) {
        Map<?, ?> commands = value == null ? Map.of() : object(value, "keys");
        if (commands.size() > Settings.MOST_COMMANDS) {
            throw new IllegalArgumentException("keys are of more than " + Settings.MOST_COMMANDS + " commands");
        }
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : commands.entrySet()) {
            String command = (String) each.getKey();
            if (command.length() > MAX_NAME_CHARS) {
                throw new IllegalArgumentException("no command has so long a name");
            }
            keys.put(command, list(commands, command, Settings.MOST_KEYS).stream().map(SettingsText::key).toList());
        }
        return keys;
    }

    private static String key(Object value) {
        if (value instanceof String text && text.length() <= MAX_NAME_CHARS) {
            return text;
        }
        throw new IllegalArgumentException("a key is no text of at most " + MAX_NAME_CHARS);
    }

    private static ThemeChoice theme(Map<?, ?> root) {
        String name = text(root, "theme", ThemeChoice.SYSTEM.name());
        return Arrays.stream(ThemeChoice.values()).filter(each -> each.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException("theme is none that is known"));
    }

    private static int zoom(Map<?, ?> root) {
        return root.get("zoom") == null ? Themes.USUAL_ZOOM : Math.toIntExact(Math.clamp(number(root, "zoom"), 0, Integer.MAX_VALUE));
    }

    private static WindowBounds bounds(Object value) {
        if (value == null) {
            return null;
        }
        Map<?, ?> bounds = object(value, "bounds");
        return new WindowBounds(measure(bounds, "x"), measure(bounds, "y"), measure(bounds, "width"), measure(bounds, "height"), flag(bounds, "maximized"));
    }

    private static List<Path> locations(Map<?, ?> owner) {
        return paths(owner, "locations", RecentSnapshot.MOST_SIDE_BY_SIDE);
    }

    private static List<Path> paths(Map<?, ?> owner, String name, int most) {
        List<Path> paths = new ArrayList<>();
        for (Object each : list(owner, name, most)) {
            paths.add(path(each, name));
        }
        return paths;
    }

    private static Path path(Object value, String name) {
        if (value instanceof String text && text.length() <= MAX_PATH_CHARS && Path.of(text).isAbsolute()) {
            return Path.of(text);
        }
        throw new IllegalArgumentException(name + " has what is no absolute path");
    }

    private static Map<?, ?> object(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    private static List<?> list(Map<?, ?> owner, String name, int most) {
        Object value = owner.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.size() <= most) {
            return list;
        }
        throw new IllegalArgumentException(name + " is no list of at most " + most);
    }

    private static String text(Map<?, ?> owner, String name, String usual) {
        Object value = owner.get(name);
        if (value == null || value instanceof String) {
            return value == null ? usual : (String) value;
        }
        throw new IllegalArgumentException(name + " is no text");
    }

    private static long number(Map<?, ?> owner, String name) {
        if (owner.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " is no whole number");
    }

    private static double measure(Map<?, ?> owner, String name) {
        if (owner.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " is no number");
    }

    private static boolean flag(Map<?, ?> owner, String name) {
        if (owner.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException(name + " is neither true nor false");
    }
}
