package dev.pathwarden.policies.target;

import dev.pathwarden.policies.text.Ascii;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a command asks for another user's rights or another root: {@code sudo}, {@code su}, {@code pkexec}, {@code nsenter} and the like, directly,
 * through programs that run other programs ({@code env}, {@code nohup}, {@code xargs}, ...) or inside {@code sh -c}.
 *
 * <p>A shell's text is read word by word, quotes, substitutions and separators minded; a name that is put together from variables is not recognised.
 */
public final class PrivilegedCommand {

    private static final Set<String> PRIVILEGED = Set.of("sudo", "sudoedit", "su", "doas", "pkexec", "runuser", "setpriv", "nsenter", "unshare", "chroot", "capsh",
            "gosu", "su-exec", "kdesu", "gksu", "gksudo", "run0", "newgrp", "sg", "machinectl", "super", "dzdo", "pfexec", "calife", "please");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "mksh", "rbash", "busybox", "toybox");

    /** Programs that run another one, with their options that take a value of their own. */
    private static final Map<String, Set<String>> RUNNERS = Map.ofEntries(
            Map.entry("env", Set.of("-u", "--unset", "-C", "--chdir")), Map.entry("nice", Set.of("-n", "--adjustment")), Map.entry("nohup", Set.of()),
            Map.entry("ionice", Set.of("-c", "-n", "-p")), Map.entry("timeout", Set.of("-k", "-s", "--kill-after", "--signal")), Map.entry("setsid", Set.of()),
            Map.entry("stdbuf", Set.of("-i", "-o", "-e")), Map.entry("time", Set.of("-f", "-o")), Map.entry("xargs", Set.of("-I", "-n", "-P", "-L", "-d", "-a", "-s", "-E")),
            Map.entry("exec", Set.of("-a")), Map.entry("command", Set.of()), Map.entry("builtin", Set.of()), Map.entry("eval", Set.of()), Map.entry("watch", Set.of("-n", "--interval")),
            Map.entry("script", Set.of()), Map.entry("strace", Set.of("-o", "-e", "-p", "-s")), Map.entry("ltrace", Set.of("-o", "-e")), Map.entry("flock", Set.of("-w", "-E")),
            Map.entry("taskset", Set.of()), Map.entry("chrt", Set.of()), Map.entry("systemd-run", Set.of("-p", "-u", "--unit")), Map.entry("parallel", Set.of("-j")),
            Map.entry("if", Set.of()), Map.entry("then", Set.of()), Map.entry("else", Set.of()), Map.entry("elif", Set.of()), Map.entry("while", Set.of()), Map.entry("until", Set.of()),
            Map.entry("do", Set.of()), Map.entry("!", Set.of()), Map.entry("{", Set.of()));

    private static final int MAX_DEPTH = 8;
    /** No system takes a longer command line; Linux takes 2 MB. */
    private static final int MAX_TEXT = 1 << 22;
    /** Long options of shells that take a value of their own; of the short ones it is those with an {@code o}, as in {@code -eo pipefail}. */
    private static final Set<String> VALUED_SHELL_OPTIONS = Set.of("--rcfile", "--init-file", "--init-command");

    private PrivilegedCommand() {
    }

    /** Whether the command with its arguments asks for another user's rights. */
    public static boolean is(List<String> argv) {
        return command(argv, 0);
    }

    private static boolean command(List<String> argv, int depth) {
        int at = 0;
        while (at < argv.size() && assignment(argv.get(at))) {
            at++;
        }
        if (at == argv.size() || depth > MAX_DEPTH) {
            return depth > MAX_DEPTH;
        }
        String name = name(argv.get(at));
        List<String> rest = argv.subList(at + 1, argv.size());
        if (PRIVILEGED.contains(name) || name.equals("docker") && rest.contains("--privileged")) {
            return true;
        }
        if (SHELLS.contains(name)) {
            return shell(rest, depth);
        }
        if (name.equals("find")) {
            return afterExec(rest, depth);
        }
        Set<String> valued = RUNNERS.get(name);
        return valued != null && runner(name, valued, rest, depth);
    }

    private static boolean runner(String name, Set<String> valued, List<String> rest, int depth) {
        if (name.equals("eval") && shellText(String.join(" ", rest), depth)) {
            return true;
        }
        int at = 0;
        while (at < rest.size() && (rest.get(at).startsWith("-") && rest.get(at).length() > 1 || assignment(rest.get(at)))) {
            String option = rest.get(at);
            if (name.equals("env") && (option.equals("-S") || option.equals("--split-string")) && at + 1 < rest.size()) {
                return shellText(rest.get(at + 1), depth);
            }
            if (name.equals("script") && option.equals("-c") && at + 1 < rest.size()) {
                return shellText(rest.get(at + 1), depth);
            }
            at += valued.contains(option) ? 2 : 1;
        }
        if (at >= rest.size()) {
            return false;
        }
        // One operand may stand before the command: a duration, a lock file, a mask.
        return command(rest.subList(at, rest.size()), depth + 1) || command(rest.subList(at + 1, rest.size()), depth + 1);
    }

    private static boolean shell(List<String> rest, int depth) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.startsWith("-") && !word.startsWith("--") && word.indexOf('c') > 0) {
                for (int k = i + (takesValue(word) ? 2 : 1); k < rest.size(); k++) {
                    if (takesValue(rest.get(k))) {
                        k++;
                    } else if (!rest.get(k).startsWith("-")) {
                        return shellText(rest.get(k), depth);
                    }
                }
                return false;
            }
            if (takesValue(word)) {
                i++;
            } else if (!word.startsWith("-") && !word.startsWith("+")) {
                // busybox names its applet here; for other shells this is the name of a script.
                return command(rest.subList(i, rest.size()), depth + 1);
            }
        }
        return false;
    }

    private static boolean takesValue(String option) {
        return VALUED_SHELL_OPTIONS.contains(option) || option.length() > 1 && (option.charAt(0) == '-' || option.charAt(0) == '+') && option.charAt(1) != '-'
                && (option.indexOf('o') > 0 || option.indexOf('O') > 0);
    }

    private static boolean afterExec(List<String> rest, int depth) {
        for (int i = 0; i < rest.size(); i++) {
            if ((rest.get(i).startsWith("-exec") || rest.get(i).startsWith("-ok")) && command(rest.subList(i + 1, rest.size()), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean shellText(String text, int depth) {
        if (depth >= MAX_DEPTH) {
            return true;
        }
        for (List<String> argv : ShellWords.commands(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text)) {
            if (command(argv, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean assignment(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0 || !Ascii.letter(word.charAt(0)) && word.charAt(0) != '_') {
            return false;
        }
        for (int i = 0; i < equals; i++) {
            if (!Ascii.word(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String name(String word) {
        return word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
