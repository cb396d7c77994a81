package dev.pathwarden.policies.target;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.TextLeaves;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hosts and addresses that arguments name, in plain form whatever their spelling: {@code 0xA9FEA9FE}, {@code 2852039166},
 * {@code 0251.0376.0251.0376} and {@code [::ffff:a9fe:a9fe]} are all {@code 169.254.169.254}.
 *
 * <p>Found are hosts of URLs, addresses in plain text, and host names where the argument's name says that it takes one. A bare number in plain text
 * counts only where it spells a metadata service, because every fifth number spells some address. No name is ever resolved.
 */
public final class Addresses {

    /** Most hosts that are listed. */
    public static final int MAX_HOSTS = 64;

    private static final int MIN_WORD = 3;
    private static final int MAX_WORD = 255;
    private static final boolean[] MARKS = new boolean[128];

    static {
        for (char c = 0; c < MARKS.length; c++) {
            MARKS[c] = Ascii.digit(c) || c == '.' || c == ':' || c == '[' || c == ']';
        }
    }

    private static final Set<String> ROLES = Set.of("host", "hostname", "url", "uri", "endpoint", "address", "server", "domain", "target", "proxy", "webhook", "site", "website", "link", "ip");

    private final Set<String> hosts = new TreeSet<>();
    private boolean metadata;

    private Addresses() {
    }

    /** The hosts named by a step's arguments. */
    public static Addresses in(Map<String, Object> arguments) {
        Addresses found = new Addresses();
        TextLeaves.visit(arguments, found::leaf);
        return found;
    }

    /** Hosts and addresses in plain form, sorted. */
    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    /** Whether one of them is a cloud provider's instance metadata service. */
    public boolean metadata() {
        return metadata;
    }

    private void leaf(String path, String raw) {
        String text = plain(raw);
        urls(text);
        if (ROLES.contains(role(path)) && hostOfItsOwn(text.strip())) {
            return;
        }
        words(text);
    }

    /** Takes a text that stands alone in an argument which says by its name that it takes a host: a street address and the path of a URL hold words and numbers too. */
    private boolean hostOfItsOwn(String text) {
        if (!isWord(text)) {
            return false;
        }
        String host = stripPort(text.toLowerCase(Locale.ROOT));
        IpLiteral address = IpLiteral.parse(host);
        if (address == null && !hostName(host)) {
            return false;
        }
        add(address == null ? host : address.text(), address == null ? Metadata.embedded(host) : address);
        return true;
    }

    /**
     * Goes through the words of a text that can be an address or the name of a metadata service: all of these have a digit first, or a dot, colon or bracket in them.
     *
     * <p>These characters are rare, and only around one of them is a word looked for: two nanoseconds per character of prose.
     */
    private void words(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < MARKS.length && MARKS[c]) {
                i = word(text, i);
            }
        }
    }

    /** Takes the word around a character; returns the offset behind it. */
    private int word(String text, int at) {
        int from = at;
        while (from > 0 && inWord(text.charAt(from - 1))) {
            from--;
        }
        int mark = -1;
        int to = from;
        while (to < text.length() && inWord(text.charAt(to))) {
            mark = mark < 0 && !Ascii.word(text.charAt(to)) && text.charAt(to) != '-' ? to : mark;
            to++;
        }
        if (to - from >= MIN_WORD && to - from <= MAX_WORD && (mark >= 0 || Ascii.digit(text.charAt(from)))) {
            word(text, from, to, mark);
        }
        return to;
    }

    private static boolean inWord(char c) {
        return Ascii.word(c) || c == '-' || c == '.' || c == ':' || c == '[' || c == ']';
    }

    /**
     * Takes the word if it is an address or the name of a metadata service.
     *
     * @param mark where its first dot, colon or bracket stands; -1 where it has none
     */
    private void word(String text, int from, int to, int mark) {
        int end = trimmed(text, from, to);
        if (end == from || mark >= end && !Ascii.digit(text.charAt(from))) {
            return;
        }
        String host = stripPort(text.substring(from, end).toLowerCase(Locale.ROOT));
        IpLiteral address = IpLiteral.parse(host);
        if (address != null && (address.dotted() || Metadata.is(address))) {
            add(address.text(), address);
        } else if (address == null && host.indexOf('.') > 0 && Metadata.isName(host)) {
            add(host, Metadata.embedded(host));
        }
    }

    private void urls(String text) {
        for (int at = text.indexOf("//"); at >= 0; at = text.indexOf("//", at + 2)) {
            int end = at + 2;
            while (end < text.length() && "/?#\\\"'<> \t\r\n,;)}|^`".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String authority = text.substring(at + 2, end);
            String host = stripPort(authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
            IpLiteral address = IpLiteral.parse(host);
            boolean scheme = at > 0 && text.charAt(at - 1) == ':';
            if (address != null) {
                add(address.text(), address);
            } else if (hostName(host) && (scheme || host.indexOf('.') > 0) || Metadata.isName(host)) {
                add(host, Metadata.embedded(host));
            }
        }
    }

    private void add(String host, IpLiteral address) {
        metadata |= Metadata.isName(host) || address != null && Metadata.is(address);
        if (hosts.size() < MAX_HOSTS) {
            hosts.add(host);
        }
    }

    /** Full-width digits and dots become plain, percent escapes are undone; where that may make any more of it, letters become small. */
    private static String plain(String raw) {
        String text = raw.indexOf('%') < 0 ? raw : unescaped(raw);
        if (isAscii(text)) {
            return text;
        }
        text = Normalizer.isNormalized(text, Normalizer.Form.NFKC) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return text.replace('\u3002', '.').toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all < 128;
    }

    private static String unescaped(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Ascii.hex(text.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : Ascii.hex(text.charAt(i + 2));
            if (low >= 0 && high * 16 + low < 128) {
                decoded.append((char) (high * 16 + low));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    /** Whether the text is nothing but one word, which does not end with a dot, colon or dash. */
    private static boolean isWord(String text) {
        if (text.length() < MIN_WORD || text.length() > MAX_WORD || trimmed(text, 0, text.length()) < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!inWord(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Offset behind the word without the dots, colons and dashes at its end. */
    private static int trimmed(String text, int from, int to) {
        int end = to;
        while (end > from && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private static String stripPort(String authority) {
        String host = authority;
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            return close < 0 ? host.substring(1) : host.substring(1, close);
        }
        int colon = host.indexOf(':');
        if (colon >= 0 && colon == host.lastIndexOf(':')) {
            host = host.substring(0, colon);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String role(String path) {
        int dot = path.lastIndexOf('.');
        String name = path.substring(dot + 1).toLowerCase(Locale.ROOT);
        int bracket = name.indexOf('[');
        name = bracket < 0 ? name : name.substring(0, bracket);
        int underscore = Math.max(name.lastIndexOf('_'), name.lastIndexOf('-'));
        name = name.substring(underscore + 1);
        return name.endsWith("s") && name.length() > 3 && ROLES.contains(name.substring(0, name.length() - 1)) ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean hostName(String host) {
        if (host.isEmpty() || host.length() > 253) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!Ascii.alphanumeric(c) && c != '-' && c != '.' && c != '_') {
                return false;
            }
        }
        return Ascii.alphanumeric(host.charAt(0)) && !host.contains("..");
    }
}
