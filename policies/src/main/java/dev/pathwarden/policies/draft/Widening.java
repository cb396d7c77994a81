package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds wider ways to keep values: a directory for a path, a domain for a host, a beginning for another text, a family for labels. All values are met by each of them. */
final class Widening {

    private static final Set<Field> PATHS = Set.of(Field.FILE_PATH, Field.FILE_TARGET, Field.PROCESS_DIRECTORY);
    private static final Set<Field> HOSTS = Set.of(Field.HTTP_HOST, Field.NET_HOST);
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    /** A beginning that says something ends behind one of these. */
    private static final String SEPARATORS = "/_-.:@ ";
    private static final int SHORTEST_BEGINNING = 3;
    private static final int MOST_DIRECTORIES = 3;

    private Widening() {
    }

    /** The values themselves, and what is wider. */
    static List<Kept> of(Reading reading, List<Object> values) {
        List<Kept> choices = new ArrayList<>();
        if (values.stream().allMatch(Constant::isKept)) {
            choices.add(new Kept(Keep.SAME, values));
        }
        if (!values.stream().allMatch(String.class::isInstance)) {
            return choices;
        }
        List<String> texts = values.stream().map(String.class::cast).toList();
        Field field = reading.field();
        if (field != null && PATHS.contains(field)) {
            directories(texts, choices);
        } else if (field != null && HOSTS.contains(field)) {
            domain(texts, choices);
        } else {
            beginning(texts, choices);
        }
        return choices;
    }

    /** The directory in which all lie, and those in which that lies. */
    private static void directories(List<String> paths, List<Kept> choices) {
        String directory = directory(paths.get(0));
        for (String path : paths) {
            while (!path.startsWith(directory)) {
                directory = directory(directory.substring(0, directory.length() - 1));
            }
        }
        for (int i = 0; i < MOST_DIRECTORIES && directory.length() > 1; i++) {
            if (Constant.isKept(directory)) {
                choices.add(Kept.of(Keep.BEGINNING, directory));
            }
            directory = directory(directory.substring(0, directory.length() - 1));
        }
    }

    /** With the slash behind it; empty for none. */
    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static void domain(List<String> hosts, List<Kept> choices) {
        String host = hosts.get(0);
        int dot = host.indexOf('.');
        String domain = dot < 0 ? "" : host.substring(dot);
        boolean all = domain.indexOf('.', 1) > 0 && Constant.isKept(domain) && hosts.stream().allMatch(each -> !ADDRESS.matcher(each).matches() && each.endsWith(domain));
        if (all) {
            choices.add(Kept.of(Keep.ENDING, domain));
        }
    }

    /** Not as long as one of them: that would be hardly wider. */
    private static void beginning(List<String> texts, List<Kept> choices) {
        String common = Constant.beginning(texts.get(0));
        for (String text : texts) {
            while (!text.startsWith(common)) {
                common = Constant.shorter(common);
            }
        }
        int end = common.length();
        String whole = common;
        if (texts.stream().anyMatch(whole::equals)) {
            end--;
        }
        while (end > 0 && SEPARATORS.indexOf(common.charAt(end - 1)) < 0) {
            end--;
        }
        if (end >= SHORTEST_BEGINNING) {
            choices.add(Kept.of(Keep.BEGINNING, common.substring(0, end)));
        }
    }
}
