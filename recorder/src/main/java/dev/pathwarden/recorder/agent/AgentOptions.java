package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Options of {@code -javaagent:pathwarden-agent.jar=name=value,name=value}. In a value, a comma or percent sign is written as {@code %2C} or
 * {@code %25}.
 *
 * @param out journal directory
 * @param parts directory in which parts are made of the journals while this JVM runs, which are the recorder's own as well; null for none
 * @param policies compiled bundle of guardrails; null for none
 * @param signers who signs what may come into force; null where bundles need no signature
 * @param numbers file with the highest number that was accepted of each bundle; null where no key was given
 * @param reload whether other guardrails that come to lie there are put in force
 * @param mode mode forced on all guardrails; null where each keeps its own
 * @param wholeProcess whether the whole JVM is one run; otherwise runs begin where an agent framework begins one
 * @param run with {@code wholeProcess}, the run that this JVM takes part in with others of one command; null for a run of its own
 * @param markedAgent method of the program whose calls are runs, as {@code package.Class.method}; null for none
 * @param propagate hosts that outgoing calls may tell of the run, besides this machine; {@code *} for all
 * @param key file with the deployment key; null for one beside the journal
 * @param prices file with the prices of models; null for none, and then no call has a cost
 * @param known file with the tools of MCP servers as earlier runs left them; null where nothing is remembered
 * @param approver text of the public key of the one who may answer to held steps; null where nobody may
 * @param user on whose behalf the runs of this JVM act where they do not say; null where nobody says
 * @param mask kinds of values in whose place marks are recorded; empty for none
 * @param required ids of hooks without which the program is not to start; {@link #EVERY_HOOK} stands for all
 * @param sabotage ids of hooks that are left out, so that their canaries have something to find
 * @param faults ids of hooks that fail whenever they are called, so that it can be seen what becomes of that
 * @param newestTried newest version of Java that is to pass for tried, so that it can be seen what becomes of a newer one
 */
record AgentOptions(File out, File parts, File policies, Signers signers, File numbers, boolean reload, Mode mode, boolean wholeProcess, RunId run, String markedAgent, List<String> propagate, File key, File prices, File known, String approver, String user, Set<String> mask, Set<String> required,
        Set<String> sabotage, Set<String> faults, int newestTried) {

    /** Stands for all hooks. */
    static final String EVERY_HOOK = "all";

    private static final Map<String, Set<String>> MASKS = Map.of("none", Set.of(), "secrets", Set.of("secret"), "personal", Set.of("secret", "pii"));
    private static final Set<String> NAMES = Set.of("out", "parts", "policies", "policyKey", "signatures", "numbers", "reload", "mode", "scope", "run", "agent", "propagate", "key", "prices", "known", "approver", "user", "mask", "require", "sabotage", "faults", "tried");

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException if one is not known, has a value it cannot have, or {@code out} is missing
     */
    static AgentOptions parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String part : text == null ? new String[0] : text.split(",")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!NAMES.contains(name) || equals < 0) {
                throw new IllegalArgumentException("the agent has no option '" + part + "'; it knows out=DIR, parts=DIR, policies=FILE, policyKey=KEY+KEY, signatures=N, numbers=FILE, reload=on|off, mode=audit|enforce, scope=agent|process, run=ID, agent=CLASS.METHOD, "
                        + "propagate=HOST+HOST, key=FILE, prices=FILE, known=FILE, approver=KEY, user=USER, mask=secrets|personal|none and require=all|HOOK:HOOK");
            }
            values.put(name, decode(part.substring(equals + 1)));
        }
        if (!values.containsKey("out")) {
            throw new IllegalArgumentException("the agent needs the option out=DIR, the directory for its journal");
        }
        if (values.containsKey("policyKey") && !values.containsKey("policies")) {
            throw new IllegalArgumentException("the agent's option policyKey=KEY says who signs the guardrails, and needs policies=FILE, the file in which they are");
        }
        return new AgentOptions(new File(values.get("out")).getAbsoluteFile(), file(values.get("parts")), file(values.get("policies")), signers(values), numbers(values), isOn(values.getOrDefault("reload", "on")), mode(values.get("mode")),
                wholeProcess(values.getOrDefault("scope", "agent")), run(values.get("run")), values.get("agent"), hosts(values.get("propagate")), file(values.get("key")), file(values.get("prices")), file(values.get("known")),
                publicKey("approver", "approvals", values.get("approver")), Run.user(values.get("user")), mask(values.getOrDefault("mask", "secrets")), hooks(values.get("require")), hooks(values.get("sabotage")), hooks(values.get("faults")),
                newestTried(values.get("tried")));
    }

    /** The options for a JVM that this one starts, with paths that hold in any directory. */
    String forChild() {
        StringBuilder text = new StringBuilder("out=").append(encode(out.getPath()));
        if (parts != null) {
            text.append(",parts=").append(encode(parts.getPath()));
        }
        if (policies != null) {
            text.append(",policies=").append(encode(policies.getPath()));
        }
        if (signers != null) {
            text.append(",policyKey=").append(signers.text()).append(",signatures=").append(signers.needed()).append(",numbers=").append(encode(numbers.getPath()));
        }
        if (!reload) {
            text.append(",reload=off");
        }
        if (mode != null) {
            text.append(",mode=").append(mode.text());
        }
        if (run != null) {
            text.append(",run=").append(run);
        }
        if (markedAgent != null) {
            text.append(",agent=").append(encode(markedAgent));
        }
        if (!propagate.isEmpty()) {
            text.append(",propagate=").append(encode(String.join("+", propagate)));
        }
        if (key != null) {
            text.append(",key=").append(encode(key.getPath()));
        }
        if (prices != null) {
            text.append(",prices=").append(encode(prices.getPath()));
        }
        if (known != null) {
            text.append(",known=").append(encode(known.getPath()));
        }
        if (approver != null) {
            text.append(",approver=").append(approver);
        }
        if (user != null) {
            text.append(",user=").append(encode(user));
        }
        text.append(",mask=").append(MASKS.entrySet().stream().filter(entry -> entry.getValue().equals(mask)).findFirst().orElseThrow().getKey());
        if (!required.isEmpty()) {
            text.append(",require=").append(String.join(":", required));
        }
        return text.append(",scope=").append(wholeProcess ? "process" : "agent").toString();
    }

    /** All the keys that are named have to sign, unless fewer signatures are asked for. */
    private static Signers signers(Map<String, String> values) {
        String keys = values.get("policyKey");
        String signatures = values.get("signatures");
        if (keys == null && signatures != null) {
            throw new IllegalArgumentException("the agent's option signatures=N says how many of the keys of policyKey=KEY+KEY have to sign, and needs them");
        }
        if (keys == null) {
            return null;
        }
        try {
            Signers all = Signers.all(keys);
            return signatures == null ? all : all.needing(Integer.parseInt(signatures));
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("the agent's signatures is a number of keys, not '" + signatures + "'", none);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("the agent's policyKey is a public key of 64 lower-case hex digits, as 'pathwarden policy key' prints it, or several with + between them, not '" + keys + "'"
                    + (signatures == null ? "" : " with signatures=" + signatures), none);
        }
    }

    /** Where nothing is said, beside the files of this user's commands. */
    private static File numbers(Map<String, String> values) {
        if (!values.containsKey("policyKey")) {
            return null;
        }
        return values.containsKey("numbers") ? file(values.get("numbers")) : new File(Surroundings.ownDirectory(), "policy-numbers").getAbsoluteFile();
    }

    private static Set<String> hooks(String ids) {
        return ids == null ? Set.of() : Set.of(ids.split(":"));
    }

    private static String encode(String path) {
        return path.replace("%", "%25").replace(",", "%2C");
    }

    private static List<String> hosts(String text) {
        return text == null ? List.of() : Stream.of(text.split("[+]")).filter(host -> !host.isBlank()).toList();
    }

    private static File file(String path) {
        return path == null ? null : new File(path).getAbsoluteFile();
    }

    private static Mode mode(String text) {
        return text == null ? null : Mode.of(text).orElseThrow(() -> new IllegalArgumentException("the agent's mode is audit or enforce, not '" + text + "'"));
    }

    private static RunId run(String id) {
        return id == null ? null : RunId.parse(id).orElseThrow(() -> new IllegalArgumentException("the agent's run is an id of 32 hex digits, not '" + id + "'"));
    }

    private static int newestTried(String version) {
        if (version != null && !version.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("the newest tried Java is a number, not '" + version + "'");
        }
        return version == null ? Platform.NEWEST_TRIED : Integer.parseInt(version);
    }

    private static String publicKey(String option, String command, String key) {
        if (key != null && !SigningKeys.isPublic(key)) {
            throw new IllegalArgumentException("the agent's " + option + " is a public key of 64 hex digits, as 'pathwarden " + command + " key' prints it, not '" + key + "'");
        }
        return key;
    }

    private static Set<String> mask(String profile) {
        if (!MASKS.containsKey(profile)) {
            throw new IllegalArgumentException("the agent's mask is secrets, personal or none, not '" + profile + "'");
        }
        return MASKS.get(profile);
    }

    private static boolean isOn(String reload) {
        if (!reload.equals("on") && !reload.equals("off")) {
            throw new IllegalArgumentException("the agent's reload is on or off, not '" + reload + "'");
        }
        return reload.equals("on");
    }

    private static boolean wholeProcess(String scope) {
        if (!scope.equals("agent") && !scope.equals("process")) {
            throw new IllegalArgumentException("the agent's scope is agent or process, not '" + scope + "'");
        }
        return scope.equals("process");
    }

    private static String decode(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int high = encoded[i] == '%' && i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
            if (low < 0) {
                bytes.write(encoded[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
