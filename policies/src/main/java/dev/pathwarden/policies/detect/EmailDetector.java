package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import java.util.Set;

/**
 * E-mail addresses, found at their {@code @}.
 *
 * <p>Passed over: user info of a URL, ssh remotes such as {@code git@host:path}, versions such as {@code pkg@1.2.3}, and file names
 * such as {@code logo@2x.png}.
 */
final class EmailDetector implements Detector {

    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 253;
    private static final int MIN_LENGTH = 7;
    private static final int URL_LOOK_BACK = 128;
    private static final Set<String> FILE_ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "ico", "css", "js", "json",
            "html", "xml", "java", "class", "jar", "yml", "yaml", "lock", "txt", "log", "csv", "pdf", "zip", "gz");

    @Override
    public String label() {
        return "pii.email";
    }

    @Override
    public String what() {
        return "e-mail address";
    }

    @Override
    public String how() {
        return "an `@` with a host of two names or more; not the user of a URL or of an ssh remote, not a version or file name";
    }

    @Override
    public int end(CharSequence text, int at) {
        int from = localStart(text, at);
        if (from == at || from < 0) {
            return -1;
        }
        int end = domainEnd(text, at + 1);
        if (end < 0 || end - from < MIN_LENGTH || isRemote(text, from, at, end) || isUserInfo(text, from)) {
            return -1;
        }
        return end;
    }

    @Override
    public int start(CharSequence text, int at) {
        return localStart(text, at);
    }

    private static int localStart(CharSequence text, int at) {
        int i = at;
        boolean dots = false;
        while (i > 0 && at - i < MAX_LOCAL && local(text.charAt(i - 1)) && !dots) {
            i--;
            dots = text.charAt(i) == '.' && Ascii.at(text, i - 1) == '.';
        }
        if (i > 0 && local(text.charAt(i - 1)) && !dots) {
            return -1;
        }
        while (i < at && !Ascii.alphanumeric(text.charAt(i))) {
            i++;
        }
        return i < at && text.charAt(at - 1) == '.' ? -1 : i;
    }

    private static boolean local(char c) {
        return Ascii.alphanumeric(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
    }

    private static int domainEnd(CharSequence text, int from) {
        int limit = Math.min(text.length(), from + MAX_DOMAIN);
        int labelStart = from;
        int best = -1;
        int labels = 0;
        for (int i = from; i <= limit; i++) {
            char c = i < limit ? text.charAt(i) : ' ';
            if (Ascii.alphanumeric(c) || c == '-' && i > labelStart) {
                continue;
            }
            if (i == labelStart || i - labelStart > 63 || text.charAt(i - 1) == '-') {
                break;
            }
            labels++;
            if (labels >= 2) {
                best = topLevel(text, labelStart, i) ? i : -1;
            }
            if (c != '.') {
                break;
            }
            labelStart = i + 1;
        }
        return best;
    }

    private static boolean topLevel(CharSequence text, int from, int to) {
        if (to - from < 2 || to - from > 24) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Ascii.letter(text.charAt(i))) {
                return false;
            }
        }
        return to - from > 5 || !FILE_ENDINGS.contains(text.subSequence(from, to).toString().toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean isRemote(CharSequence text, int from, int at, int end) {
        return at - from == 3 && Ascii.startsWith(text, from, "git") && Ascii.at(text, end) == ':';
    }

    private static boolean isUserInfo(CharSequence text, int from) {
        char before = Ascii.at(text, from - 1);
        if (before != ':' && before != '/') {
            return false;
        }
        for (int i = from - 1; i > 1 && from - i < URL_LOOK_BACK; i--) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '\'') {
                return false;
            }
            if (c == '/' && text.charAt(i - 1) == '/' && text.charAt(i - 2) == ':') {
                return true;
            }
        }
        return false;
    }
}
