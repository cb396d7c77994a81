package dev.pathwarden.policies.content;

import dev.pathwarden.policies.text.Ascii;
import java.util.Base64;

/** Takes the armour off bytes that were written as text: hex digits, base64, and PEM or OpenPGP blocks around base64. */
final class Armour {

    private static final String BEGIN = "-----BEGIN ";

    private Armour() {
    }

    /** The bytes behind the armour, or null where the text is no armour and nothing but armour. */
    static byte[] decode(String text) {
        String body = text.strip();
        if (body.startsWith(BEGIN)) {
            body = blockBody(body);
        }
        return body == null ? null : decodeBody(body);
    }

    private static String blockBody(String block) {
        int headerEnd = block.indexOf("-----", BEGIN.length());
        int end = headerEnd < 0 ? -1 : block.indexOf("-----END ", headerEnd + 5);
        if (end < 0 || block.indexOf('\n', end) >= 0) {
            return null;
        }
        String body = block.substring(headerEnd + 5, end).strip();
        int blank = body.indexOf("\n\n");
        if (blank < 0) {
            blank = body.indexOf("\r\n\r\n");
        }
        body = blank >= 0 && body.indexOf(':') >= 0 && body.indexOf(':') < blank ? body.substring(blank).strip() : body;
        int checksum = body.lastIndexOf("\n=");
        return checksum >= 0 && body.length() - checksum <= 7 ? body.substring(0, checksum) : body;
    }

    private static byte[] decodeBody(String body) {
        StringBuilder compact = new StringBuilder(body.length());
        boolean hex = true;
        boolean url = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\n' || c == '\r') {
                continue;
            }
            if (!Ascii.alphanumeric(c) && c != '+' && c != '/' && c != '-' && c != '_' && c != '=') {
                return null;
            }
            hex &= Ascii.hex(c) >= 0;
            url |= c == '-' || c == '_';
            compact.append(c);
        }
        if (compact.length() < 2) {
            return null;
        }
        if (hex && compact.length() % 2 == 0) {
            return hex(compact);
        }
        try {
            return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(compact.toString());
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static byte[] hex(CharSequence digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Ascii.hex(digits.charAt(2 * i)) << 4 | Ascii.hex(digits.charAt(2 * i + 1)));
        }
        return bytes;
    }
}
