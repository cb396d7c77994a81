package dev.pathwarden.policies.compiler;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ListFile;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lists that one guardrail reads. All guardrails that are compiled together see the same list under one name. */
final class ListReads {

    private final GuardrailSource source;
    private final Map<String, ListFile> known;
    private final SortedMap<String, String> hashes = new TreeMap<>();

    /** @param known what has been read so far, by path from the directory of the guardrails */
    ListReads(GuardrailSource source, Map<String, ListFile> known) {
        this.source = source;
        this.known = known;
    }

    ListFile read(String name) throws IOException {
        String path = source.name().substring(0, source.name().lastIndexOf('/') + 1) + name;
        ListFile list = known.get(path);
        if (list == null) {
            list = source.lists().read(name);
            known.put(path, list);
        }
        hashes.put(path, list.hash());
        return list;
    }

    /** The hash of each list that was read, by path. */
    SortedMap<String, String> hashes() {
        return hashes;
    }
}
