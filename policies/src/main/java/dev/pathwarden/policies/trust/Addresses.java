package dev.pathwarden.policies.trust;

import java.text.Normalizer;
import java.util.ArrayList;
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
        boolean role = ROLES.contains(role(path));
        for (String word : words(text)) {
            String host = stripPort(word);
            IpLiteral address = IpLiteral.parse(host);
            // A host by its argument's name is one only where it stands alone: a street address and the path of a URL hold words and numbers too.
            boolean named = role && text.strip().equals(word);
            if (address != null && (named || address.dotted() || Metadata.is(address))) {
                add(address.text(), address);
            } else if (address == null && (Metadata.isName(host) && host.indexOf('.') > 0 || named && hostName(host))) {
                add(host, Metadata.embedded(host));
            }
        }
    }

    private void urls(String text) {
        for (int at = text.indexOf("//"); at >= 0; at = text.indexOf("//", at + 2)) {
            int end = at + 2;
            while (end < text.length() && "/?#\\\"'<> \t\r\n,;)}|^`".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String authority = text.substring(at + 2, end);
            String host = stripPort(authority.substring(authority.lastIndexOf('@') + 1));
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

    /** Full-width digits and dots become plain, percent escapes are undone, letters become small. */
    private static String plain(String raw) {
        String text = raw;
        if (text.indexOf('%') >= 0) {
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
            text = decoded.toString();
        }
        text = Normalizer.isNormalized(text, Normalizer.Form.NFKC) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return text.replace('\u3002', '.').toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Ascii.alphanumeric(c) || c == '.' || c == ':' || c == '[' || c == ']' || c == '-' || c == '_') {
                continue;
            }
            if (i - from >= 3 && i - from <= 255) {
                words.add(trim(text.substring(from, i)));
            }
            from = i + 1;
        }
        return words;
    }

    private static String trim(String word) {
        int end = word.length();
        while (end > 0 && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == ':' || word.charAt(end - 1) == '-')) {
            end--;
        }
        return word.substring(0, end);
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
