package dev.pathwarden.workbench.cell;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;

/** Icons as SVG paths in a square of 16 by 16, filled by the non-zero rule; for nodes ({@code SVGPath}) and canvases ({@code appendSVGPath}). */
public enum Icon {
    /** Speech bubble. */
    MODEL("M2 2 H14 V11 H8 L4 14.5 V11 H2 Z"),
    /** Head and shoulders. */
    AGENT("M8 1.5 A3 3 0 0 1 8 7.5 A3 3 0 0 1 8 1.5 Z M2 14.5 C2 10.5 4.5 9 8 9 C11.5 9 14 10.5 14 14.5 Z"),
    /** Spanner. */
    TOOL("M13.8 4.2 L11.6 6.4 L9.6 4.4 L11.8 2.2 A4 4 0 0 0 6.6 7.2 L1.8 12 L4 14.2 L8.8 9.4 A4 4 0 0 0 13.8 4.2 Z"),
    /** Plug. */
    MCP("M5 1 H6.6 V4.5 H9.4 V1 H11 V4.5 H12.5 V8 C12.5 10.2 11 11.6 8.8 11.9 V15 H7.2 V11.9 C5 11.6 3.5 10.2 3.5 8 V4.5 H5 Z"),
    /** Cylinder. */
    DATA("M2.5 3.5 C2.5 0.9 13.5 0.9 13.5 3.5 V5 C13.5 7.6 2.5 7.6 2.5 5 Z M2.5 7.2 C4.8 9 11.2 9 13.5 7.2 V9.2 C13.5 11.6 2.5 11.6 2.5 9.2 Z M2.5 11.3 C4.8 13 11.2 13 13.5 11.3 V12.7 C13.5 15.4 2.5 15.4 2.5 12.7 Z"),
    /** Sheet with a folded corner. */
    FILE("M3 1 H9 V5.5 H13.5 V15 H3 Z M10.2 1 L13.5 4.3 H10.2 Z"),
    /** Globe. */
    NETWORK("M8 1 A7 7 0 0 1 8 15 A7 7 0 0 1 8 1 Z M8 2.6 A5.4 5.4 0 0 0 8 13.4 A5.4 5.4 0 0 0 8 2.6 Z M7.3 2 H8.7 V14 H7.3 Z M2 7.3 H14 V8.7 H2 Z"),
    /** Prompt. */
    CODE("M1 2 H15 V14 H1 Z M2.6 3.6 V12.4 H13.4 V3.6 Z M4 5.6 L5.1 4.5 L8 7.4 L5.1 10.3 L4 9.2 L5.8 7.4 Z M8.2 9.6 H12 V11.1 H8.2 Z"),
    /** Flag. */
    OUTCOME("M3 1 H4.6 V2 H13.5 L11.3 5.5 L13.5 9 H4.6 V15 H3 Z"),
    /** Tick. */
    OK("M6.2 12.9 L1.8 8.5 L3.4 6.9 L6.2 9.7 L12.6 3.3 L14.2 4.9 Z"),
    /** Triangle with an exclamation mark. */
    WARNING("M8 1.5 L15.3 14.5 H0.7 Z M7.2 6 V10.2 H8.8 V6 Z M7.2 11.3 V12.9 H8.8 V11.3 Z"),
    /** Disc with a cross. */
    ERROR("M8 1 A7 7 0 0 1 8 15 A7 7 0 0 1 8 1 Z M5.5 4.2 L4.2 5.5 L6.7 8 L4.2 10.5 L5.5 11.8 L8 9.3 L10.5 11.8 L11.8 10.5 L9.3 8 L11.8 5.5 L10.5 4.2 L8 6.7 Z"),
    /** Octagon with a bar. */
    STOP("M5 1 H11 L15 5 V11 L11 15 H5 L1 11 V5 Z M4 7 V9 H12 V7 Z"),
    /** Ring. */
    UNFINISHED("M8 1.5 A6.5 6.5 0 0 1 8 14.5 A6.5 6.5 0 0 1 8 1.5 Z M8 3.5 A4.5 4.5 0 0 0 8 12.5 A4.5 4.5 0 0 0 8 3.5 Z"),
    /** Pencil. */
    MODIFY("M1.5 14.5 L2.3 10.8 L11 2.1 L13.9 5 L5.2 13.7 Z"),
    /** Hand on a clock: two bars. */
    HOLD("M3.5 2 H6.8 V14 H3.5 Z M9.2 2 H12.5 V14 H9.2 Z"),
    /** Label on a string. */
    LABEL("M1.5 1.5 H8 L14.5 8 L8 14.5 L1.5 8 Z M4.5 3.4 A1.1 1.1 0 0 0 4.5 5.6 A1.1 1.1 0 0 0 4.5 3.4 Z"),
    /** Arrow to the right. */
    LINK("M1.5 7 H10.5 L7.4 3.9 L8.8 2.5 L14.3 8 L8.8 13.5 L7.4 12.1 L10.5 9 H1.5 Z"),
    /** Open folder. */
    OPEN("M1 3 H6 L7.5 4.5 H13 V6.2 H4 L2.2 11 V3.9 Z M4.6 7.2 H15.5 L13 13.5 H2.2 Z"),
    /** Two sheets. */
    COPY("M1.5 1.5 H9.5 V4 H4 V11 H1.5 Z M5.5 5.5 H14.5 V14.5 H5.5 Z"),
    /** Triangle to the right. */
    RUN("M3.5 2 L13.5 8 L3.5 14 Z"),
    /** Arrow up. */
    PREVIOUS("M8 2 L14 8 L12.6 9.4 L9 5.8 V14 H7 V5.8 L3.4 9.4 L2 8 Z"),
    /** Arrow down. */
    NEXT("M8 14 L2 8 L3.4 6.6 L7 10.2 V2 H9 V10.2 L12.6 6.6 L14 8 Z"),
    /** Arrow left. */
    BACK("M2 8 L8 2 L9.4 3.4 L5.8 7 H14 V9 H5.8 L9.4 12.6 L8 14 Z"),
    /** Arrow right. */
    FORWARD("M14 8 L8 14 L6.6 12.6 L10.2 9 H2 V7 H10.2 L6.6 3.4 L8 2 Z"),
    /** Cross. */
    CLOSE("M3.4 2 L8 6.6 L12.6 2 L14 3.4 L9.4 8 L14 12.6 L12.6 14 L8 9.4 L3.4 14 L2 12.6 L6.6 8 L2 3.4 Z"),
    /** Funnel. */
    FILTER("M1.5 2 H14.5 V3.8 L9.6 9 V14.2 L6.4 12.4 V9 L1.5 3.8 Z"),
    /** Drawing pin. */
    PIN("M4.5 1.5 H11.5 V3.1 L10.4 3.9 V7 L13 9.4 V11 H8.8 V15 H7.2 V11 H3 V9.4 L5.6 7 V3.9 L4.5 3.1 Z"),
    /** Star. */
    STAR("M8 1 L10.1 5.6 L15.1 6.2 L11.4 9.6 L12.4 14.6 L8 12.1 L3.6 14.6 L4.6 9.6 L0.9 6.2 L5.9 5.6 Z"),
    /** Outline of a star. */
    STAR_EMPTY("M8 1 L10.1 5.6 L15.1 6.2 L11.4 9.6 L12.4 14.6 L8 12.1 L3.6 14.6 L4.6 9.6 L0.9 6.2 L5.9 5.6 Z M8 4.2 L6.8 6.8 L4 7.2 L6.1 9.1 L5.5 11.9 L8 10.5 L10.5 11.9 L9.9 9.1 L12 7.2 L9.2 6.8 Z"),
    /** Sheet with lines. */
    NOTE("M2.5 1 H13.5 V15 H2.5 Z M4.5 4 V5.4 H11.5 V4 Z M4.5 7.3 V8.7 H11.5 V7.3 Z M4.5 10.6 V12 H9 V10.6 Z"),
    /** Magnifying glass. */
    FINDING("M6.5 1 A5.5 5.5 0 0 1 6.5 12 A5.5 5.5 0 0 1 6.5 1 Z M6.5 2.9 A3.6 3.6 0 0 0 6.5 10.1 A3.6 3.6 0 0 0 6.5 2.9 Z M10.2 11.6 L11.6 10.2 L15.2 13.8 L13.8 15.2 Z"),
    /** Half moon. */
    THEME("M9.5 1.5 A6.6 6.6 0 1 0 14.5 10.2 A5.6 5.6 0 0 1 9.5 1.5 Z");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** The path. */
    public String path() {
        return path;
    }

    /** Icon of a layer. */
    public static Icon of(Layer layer) {
        return switch (layer) {
            case MODEL -> MODEL;
            case AGENT -> AGENT;
            case TOOL -> TOOL;
            case MCP -> MCP;
            case DATA -> DATA;
            case CODE -> CODE;
            case OUTCOME -> OUTCOME;
        };
    }

    /** Icon of an operation: that of its layer, with files and network told apart from databases. */
    public static Icon of(Operation operation) {
        return switch (operation) {
            case DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE -> FILE;
            case DATA_HTTP, DATA_NET -> NETWORK;
            default -> of(operation.layer());
        };
    }

    /** Icon of a status. */
    public static Icon of(Status status) {
        return switch (status) {
            case OK -> OK;
            case ERROR -> ERROR;
            case BLOCKED -> STOP;
            case UNFINISHED -> UNFINISHED;
        };
    }

    /** Icon of a verdict. */
    public static Icon of(VerdictType verdict) {
        return switch (verdict) {
            case ALLOW -> OK;
            case WARN -> WARNING;
            case MODIFY -> MODIFY;
            case ESCALATE -> HOLD;
            case DENY -> STOP;
        };
    }

    /** Icon of an action: that of its verdict. */
    public static Icon of(Action action) {
        return of(action.verdict());
    }
}
