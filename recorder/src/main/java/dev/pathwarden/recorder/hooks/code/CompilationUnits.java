package dev.pathwarden.recorder.hooks.code;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.net.URI;
import java.util.Collection;

/** Reads compilation units that are in memory. By reflection, since the classes of {@code javax.tools} need not be there. */
final class CompilationUnits {

    private static final int MOST = 50;

    private CompilationUnits() {
    }

    /** Their names, and their texts where they are no files; null where they can be looked at once only. */
    static String text(Object units) {
        if (!(units instanceof Collection<?> all) || all.getClass().getClassLoader() != null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        int seen = 0;
        for (Object unit : all) {
            if (unit != null && seen++ < MOST) {
                String name = Mirror.text(unit, "getName");
                text.append(text.isEmpty() ? "" : "\n").append("// ").append(name == null ? "" : name).append('\n').append(inMemory(unit));
            }
        }
        return text.toString();
    }

    private static String inMemory(Object unit) {
        if (!(Mirror.get(unit, "toUri") instanceof URI uri) || "file".equals(uri.getScheme())) {
            return "";
        }
        try {
            Object content = Class.forName("javax.tools.FileObject").getMethod("getCharContent", boolean.class).invoke(unit, true);
            return content instanceof String source ? source : "";
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return "";
        }
    }
}
