package dev.pathwarden.policies.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What stands where in a guardrail file, for those who change a part of it and leave the rest as it is. Immutable. */
public final class YamlOutline {

    /**
     * A key at the left margin of a document, or below {@code let} or {@code exceptions}, with its value.
     *
     * @param document number of the document, from 0
     * @param parent the key below which it stands; empty for none
     * @param key the key
     * @param keyFrom offset of the key
     * @param from offset of the value as it is written, quotes included
     * @param to offset behind it
     * @param style how it is written
     * @param value what a scalar says; null for a list or a mapping
     * @param text of a scalar each character with its line and column in the file; null for others
     */
    public record Entry(int document, String parent, String key, int keyFrom, int from, int to, Style style, String value, LocatedText text) {
    }

    /** How a value is written. */
    public enum Style {
        PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, BLOCK, LIST, MAPPING
    }

    private final List<Entry> entries;
    private final List<Object> said;
    private final int documents;

    private YamlOutline(List<Entry> entries, List<Object> said, int documents) {
        this.entries = List.copyOf(entries);
        this.said = said;
        this.documents = documents;
    }

    /** The outline of a text; empty where it is no YAML or beyond the bounds of a guardrail file. */
    public static Optional<YamlOutline> of(String text) {
        NodeProblems problems = new NodeProblems("");
        if (text.length() > GuardrailFiles.MAX_CHARS || text.startsWith("\uFEFF")) {
            return Optional.empty();
        }
        List<YamlDocuments.Yaml> documents = YamlDocuments.of(text, problems);
        if (problems.errors() > 0) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        List<Object> said = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            YamlDocuments.Yaml yaml = documents.get(i);
            said.add(said(yaml.root()));
            int start = 0;
            for (int line = 1; line < yaml.firstLine(); line++) {
                start = text.indexOf('\n', start) + 1;
            }
            add(i, "", yaml.root(), yaml, start, entries);
        }
        return Optional.of(new YamlOutline(entries, said, documents.size()));
    }

    private static void add(int document, String parent, Node node, YamlDocuments.Yaml yaml, int start, List<Entry> entries) {
        if (!(node instanceof MappingNode)) {
            return;
        }
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                continue;
            }
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            Node value = tuple.getValueNode();
            ScalarNode scalar = value instanceof ScalarNode ? (ScalarNode) value : null;
            entries.add(new Entry(document, parent, key, start + offset(yaml.chunk(), tuple.getKeyNode().getStartMark()), start + offset(yaml.chunk(), value.getStartMark()), start + offset(yaml.chunk(), value.getEndMark()), style(value),
                    scalar == null ? null : scalar.getValue(), scalar == null ? null : TextPlaces.of(scalar, yaml.chunk(), yaml.firstLine())));
            if (parent.isEmpty() && (key.equals("let") || key.equals("exceptions"))) {
                add(document, key, value, yaml, start, entries);
            }
        }
    }

    private static int offset(String chunk, Optional<Mark> mark) {
        return chunk.offsetByCodePoints(0, Math.min(mark.orElseThrow().getIndex(), chunk.codePointCount(0, chunk.length())));
    }

    private static Style style(Node value) {
        if (value instanceof ScalarNode) {
            ScalarStyle style = ((ScalarNode) value).getScalarStyle();
            return style == ScalarStyle.PLAIN ? Style.PLAIN : style == ScalarStyle.SINGLE_QUOTED ? Style.SINGLE_QUOTED : style == ScalarStyle.DOUBLE_QUOTED ? Style.DOUBLE_QUOTED : Style.BLOCK;
        }
        return value instanceof SequenceNode ? Style.LIST : Style.MAPPING;
    }

    private static Object said(Node node) {
        if (node instanceof ScalarNode) {
            return List.of(node.getTag().getValue(), ((ScalarNode) node).getValue());
        }
        List<Object> all = new ArrayList<>();
        if (node instanceof SequenceNode) {
            ((SequenceNode) node).getValue().forEach(each -> all.add(said(each)));
        } else if (node instanceof MappingNode) {
            ((MappingNode) node).getValue().forEach(tuple -> {
                all.add(said(tuple.getKeyNode()));
                all.add(said(tuple.getValueNode()));
            });
        }
        all.add(node.getNodeType());
        return all;
    }

    /** The entries, in the order in which they stand. */
    public List<Entry> entries() {
        return entries;
    }

    /** The entry of that key at the left margin of a document. */
    public Optional<Entry> entry(int document, String key) {
        return entries.stream().filter(each -> each.document() == document && each.parent().isEmpty() && each.key().equals(key)).findFirst();
    }

    /** How many documents there are. */
    public int documents() {
        return documents;
    }

    /** Whether both say the same, however it is written. */
    public boolean says(YamlOutline other) {
        return said.equals(other.said);
    }
}
