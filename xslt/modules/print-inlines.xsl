<?xml version="1.0" encoding="UTF-8"?>
<!-- Runs for the typesetter: text by language, type faces, notes at their marks. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                exclude-result-prefixes="#all">

  <xsl:template match="text()" mode="m:print" as="item()*">
    <xsl:variable name="shown" as="xs:string" select="f:parted(f:shown(.))"/>
    <xsl:choose>
      <xsl:when test="f:is-one-run(., $shown)"><xsl:value-of select="$shown"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="runs" as="xs:string*" select="f:runs(., $shown)"/>
        <xsl:for-each select="1 to count($runs) idiv 2">
          <xsl:variable name="language" as="xs:string" select="$runs[2 * current() - 1]"/>
          <xsl:choose>
            <xsl:when test="$language ne ''"><run lang="{$language}"><xsl:value-of select="$runs[2 * current()]"/></run></xsl:when>
            <xsl:otherwise><xsl:value-of select="$runs[2 * current()]"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A word that may be longer than a line, as compounds of Sanskrit are, has places where it can be divided. -->
  <xsl:function name="f:parted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="matches($text, $longest-word)">
        <xsl:value-of>
          <xsl:analyze-string select="$text" regex="{$longest-word}">
            <xsl:matching-substring><xsl:sequence select="replace(., $part-of-word, '$0&#xAD;')"/></xsl:matching-substring>
            <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:variable name="longest-word" static="yes" as="xs:string" select="'[A-Za-z&#xC0;-&#x52F;&#x1E00;-&#x1FFF;]{36,}'"/>
  <xsl:variable name="part-of-word" static="yes" as="xs:string" select="'[A-Za-z&#xC0;-&#x2FF;&#x370;-&#x52F;&#x1E00;-&#x1FFF;][&#x300;-&#x36F;]*([A-Za-z&#xC0;-&#x2FF;&#x370;-&#x52F;&#x1E00;-&#x1FFF;][&#x300;-&#x36F;]*){8}'"/>

  <xsl:template match="comment() | processing-instruction() | tei:cb | tei:gb | tei:handShift" mode="m:print"/>

  <!-- ==== notes ==== -->

  <xsl:template match="tei:note" mode="m:print" as="node()*">
    <xsl:choose>
      <xsl:when test="not(f:has-mark(.)) and f:is-block(.)">
        <block kind="aside"><xsl:if test="@n"><made><xsl:value-of select="@n || ' '"/></made></xsl:if><xsl:call-template name="f:print-content"/></block>
      </xsl:when>
      <xsl:when test="not(f:has-mark(.))">
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="f:print-content"/>
      </xsl:when>
      <xsl:when test="exists(f:pointed-at(.))"/>
      <xsl:otherwise><xsl:apply-templates select="." mode="m:print-mark"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A number for each note that no other has, whatever its id and its mark. -->
  <xsl:variable name="note-order" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each select="/descendant::tei:note"><xsl:map-entry key="generate-id(.)" select="position()"/></xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:template match="tei:*[@xml:id][f:is-noted-phrase(.)]" mode="m:print" as="node()*" priority="4">
    <xsl:next-match/>
    <xsl:apply-templates select="f:notes-on(.)" mode="m:print-mark"/>
  </xsl:template>

  <!-- Words that are written the other way than those around them. -->
  <xsl:template match="*/tei:*[@xml:lang][f:is-turned(.)]" mode="m:print" as="element()" priority="5">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><turned lang="{@xml:lang}"><xsl:next-match/></turned></xsl:when>
      <xsl:otherwise><run lang="{@xml:lang}"><xsl:next-match/></run></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="m:print-mark" on-no-match="fail" on-multiple-match="fail"/>

  <!-- A note to a note stands in brackets in it. -->
  <xsl:template match="tei:note" mode="m:print-mark" as="node()*">
    <xsl:choose>
      <xsl:when test="ancestor::tei:note">
        <made> [</made><xsl:call-template name="f:print-content"/><made>]</made>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:follows-mark(.)"><made><face type="superscript">, </face></made></xsl:if>
        <note mark="{f:mark(.)}" id="{f:id(.)}" place="{$note-order(generate-id(.))}"><xsl:call-template name="f:print-content"/></note>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Pretty-printed white space between a note's paragraphs is not text. -->
  <xsl:template match="(tei:note | tei:item | tei:cell)[tei:p]/text()[not(normalize-space())]" mode="m:print" priority="1"/>

  <xsl:template match="tei:anchor" mode="m:print" as="node()*">
    <xsl:apply-templates select="f:notes-on(.)" mode="m:print-mark"/>
  </xsl:template>

  <!-- ==== languages, editing ==== -->

  <xsl:template match="tei:foreign[@xml:lang]" mode="m:print" as="element(run)" priority="0">
    <run lang="{@xml:lang}"><xsl:apply-templates mode="m:print"/></run>
  </xsl:template>

  <!-- What is printed, and in brackets what the editors put for it. -->
  <xsl:template match="tei:choice" mode="m:print" as="node()*">
    <xsl:for-each select="f:alternatives(.)">
      <xsl:choose>
        <xsl:when test="position() eq 1"><xsl:apply-templates mode="m:print"/></xsl:when>
        <xsl:when test="self::tei:corr or self::tei:reg or self::tei:expan"><correction><xsl:apply-templates mode="m:print"/></correction></xsl:when>
        <xsl:otherwise><made> / </made><xsl:apply-templates mode="m:print"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:supplied | tei:ex | tei:surplus | tei:soCalled | tei:vocal | tei:kinesic | tei:incident" name="f:print-bracketed" mode="m:print" as="node()*">
    <xsl:variable name="brackets" as="xs:string*" select="f:brackets(.)"/>
    <made><xsl:value-of select="$brackets[1]"/></made>
    <xsl:call-template name="f:print-content"/>
    <made><xsl:value-of select="$brackets[2]"/></made>
  </xsl:template>

  <xsl:template match="tei:app" mode="m:print" as="node()*">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <made><xsl:value-of select="f:place-of(.)"/></made>
    <xsl:apply-templates select="tei:lem/node()" mode="m:print"/>
    <xsl:if test="tei:lem/@wit or * except tei:lem">
      <made><xsl:value-of select="f:reading-marks(.)[1]"/></made>
      <xsl:for-each select="* except tei:lem">
        <xsl:if test="position() ne 1"><made><xsl:value-of select="f:word('semicolon')"/></made></xsl:if>
        <xsl:apply-templates select="." mode="m:print"/>
      </xsl:for-each>
      <made><xsl:value-of select="f:reading-marks(.)[2]"/></made>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:listApp/tei:app" mode="m:print" as="element(par)" priority="0.6">
    <par><xsl:next-match/></par>
  </xsl:template>

  <xsl:template match="tei:addrLine[preceding-sibling::*[1]/self::tei:addrLine]" mode="m:print" as="node()*">
    <break/><xsl:call-template name="f:print-content"/>
  </xsl:template>

  <xsl:template match="tei:app/tei:rdg | tei:rdgGrp/tei:rdg | tei:rdgGrp/tei:lem" mode="m:print" as="node()*">
    <xsl:if test="parent::tei:rdgGrp and preceding-sibling::*"><made><xsl:value-of select="f:word('semicolon')"/></made></xsl:if>
    <xsl:call-template name="f:print-content"/>
    <xsl:if test="not(node())"><made>–</made></xsl:if>
    <made><face type="italic"><xsl:value-of select="f:witnesses(.)[. ne ''] ! (' ' || .)"/></face></made>
  </xsl:template>

  <xsl:template match="tei:ruby" mode="m:print" as="node()*">
    <xsl:apply-templates select="* except tei:rt" mode="m:print"/>
    <made>（</made><xsl:apply-templates select="tei:rt" mode="m:print"/><made>）</made>
  </xsl:template>

  <xsl:template match="tei:g[not(normalize-space())]" mode="m:print" as="element(made)">
    <made><xsl:value-of select="f:glyph(.)"/></made>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:print" as="node()*">
    <made><xsl:value-of select="f:gap(.)"/></made>
    <xsl:if test="normalize-space()"><made><xsl:text> </xsl:text></made><face type="italic"><xsl:apply-templates select="*" mode="m:print"/></face></xsl:if>
  </xsl:template>

  <xsl:template match="tei:space" mode="m:print" as="node()*">
    <made>&#x2003;</made><xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <!-- ==== faces, links, code ==== -->

  <xsl:template match="tei:title" mode="m:print" as="item()*" priority="0">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <xsl:for-each select="f:title-marks(.)[1]"><made><xsl:value-of select="."/></made></xsl:for-each>
    <xsl:sequence select="f:face(@rend, .)"/>
    <xsl:for-each select="f:title-marks(.)[2]"><made><xsl:value-of select="."/></made></xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:hi" mode="m:print" as="item()*">
    <xsl:sequence select="f:face(@rend, .)"/>
  </xsl:template>

  <xsl:template match="tei:emph" mode="m:print" as="element(face)">
    <face type="italic"><xsl:call-template name="f:print-content"/></face>
  </xsl:template>

  <xsl:template match="tei:del" mode="m:print" as="element(face)">
    <face type="strikethrough"><xsl:call-template name="f:print-bracketed"/></face>
  </xsl:template>

  <xsl:template match="tei:role" mode="m:print" as="element(face)">
    <face type="bold"><xsl:call-template name="f:print-content"/></face>
  </xsl:template>

  <xsl:template match="tei:fw" mode="m:print" as="node()+">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <quiet><xsl:call-template name="f:print-content"/></quiet>
  </xsl:template>

  <xsl:variable name="print-faces" as="map(xs:string, xs:string)" select="map {
    'italic': 'italic', 'italics': 'italic', 'i': 'italic', 'bold': 'bold', 'b': 'bold', 'sup': 'superscript',
    'superscript': 'superscript', 'sub': 'subscript', 'subscript': 'subscript', 'underline': 'underline',
    'strikethrough': 'strikethrough' }"/>

  <xsl:function name="f:face" as="item()*">
    <xsl:param name="rend" as="attribute()?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="face" as="xs:string?" select="($print-faces(string(tokenize($rend)[1])), 'italic'[f:is-slanted($element)])[1]"/>
    <xsl:variable name="content" as="node()*">
      <xsl:for-each select="$element"><xsl:call-template name="f:print-content"/></xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($face)"><face type="{$face}"><xsl:sequence select="$content"/></face></xsl:when>
      <xsl:otherwise><xsl:sequence select="$content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="tei:ref[matches(@target, '^(https?|mailto):')]" mode="m:print" as="element(link)">
    <link target="{@target}"><xsl:call-template name="f:print-content"/></link>
  </xsl:template>

  <xsl:template match="tei:ptr | tei:ref[@target][not(node())]" mode="m:print" as="node()*" priority="1">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <made><xsl:value-of select="(@target ! f:pointer-words(.), @target)[1]"/></made>
  </xsl:template>

  <xsl:template match="tei:gi | tei:att | tei:tag | tei:val" mode="m:print" as="node()*">
    <xsl:variable name="signs" as="xs:string+" select="f:xml-signs(.)"/>
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <made><xsl:value-of select="$signs[1]"/></made><xsl:call-template name="f:print-content"/><made><xsl:value-of select="$signs[2]"/></made>
  </xsl:template>

  <xsl:template match="tei:eg | tei:code[contains(., '&#10;')]" mode="m:print" as="element(code)">
    <code><xsl:value-of select="."/></code>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="m:print" as="element(code)">
    <code><xsl:apply-templates mode="m:print-xml"/></code>
  </xsl:template>

  <xsl:mode name="m:print-xml" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="text()" mode="m:print-xml" as="text()"><xsl:sequence select="."/></xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:print-xml" as="element(made)">
    <made><xsl:value-of select="f:xml-source(.)"/></made>
  </xsl:template>

  <xsl:template match="*" mode="m:print-xml" as="node()*">
    <xsl:variable name="whole" as="xs:string" select="f:xml-source(f:without-children(.))"/>
    <made><xsl:value-of select="substring($whole, 1, string-length($whole) - 2) || (if (node()) then '&gt;' else '/&gt;')"/></made>
    <xsl:if test="node()">
      <xsl:apply-templates mode="m:print-xml"/>
      <made>&lt;/<xsl:value-of select="name()"/>&gt;</made>
    </xsl:if>
  </xsl:template>

  <!-- ==== breaks ==== -->

  <xsl:variable name="page-order" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each select="/descendant::tei:pb"><xsl:map-entry key="generate-id(.)" select="position()"/></xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:template match="tei:pb" mode="m:print" as="element(source-page)">
    <source-page n="{@n}" place="{$page-order(generate-id(.))}"/>
  </xsl:template>

  <xsl:template match="tei:lb" mode="m:print" as="element()*">
    <xsl:if test="f:is-inner-line(.)"><break/></xsl:if>
    <xsl:if test="exists(f:line-number(.))"><made><line-number n="{f:line-number(.)}"/></made></xsl:if>
  </xsl:template>

  <!-- ==== anything else: what it contains ==== -->

  <xsl:template match="*" mode="m:print" priority="-1" as="node()*">
    <xsl:sequence select="f:report-kind(.)"/>
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><block kind="{local-name()}"><xsl:call-template name="f:print-content"/></block></xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="f:print-content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The parts of a schema begin with their names. -->
  <xsl:template match="(tei:schemaSpec | tei:moduleSpec | tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec | tei:constraintSpec
                        | tei:paramSpec | tei:attDef | tei:valItem | tei:specDesc | tei:moduleRef | tei:elementRef | tei:classRef | tei:macroRef
                        | tei:dataRef | tei:attRef | tei:memberOf)[@ident or @key or @name]" mode="m:print" priority="3" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><block kind="label"><made><xsl:value-of select="f:schema-name(.)"/></made></block></xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <made><xsl:value-of select="f:schema-name(.)"/></made>
        <xsl:if test="normalize-space()"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:next-match/>
  </xsl:template>

  <!-- Records that indexes tell are not told again beside those that they do not. -->
  <xsl:template match="(tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:object | tei:nym | tei:relation | tei:bibl | tei:biblStruct
                        | tei:biblFull | tei:msDesc)[ancestor::tei:standOff][f:is-indexed(.)]" mode="m:print" priority="6"/>

  <!-- Words where the Guidelines have none: what the element says, and then the words. -->
  <xsl:template match="(tei:pb | tei:lb | tei:cb | tei:gb | tei:milestone | tei:anchor | tei:ptr | tei:handShift | tei:choice | tei:app
                        | tei:ruby | tei:gap)[text()[normalize-space()] or * and ($points(local-name()) or self::tei:ptr)]" mode="m:print" priority="2"
                as="node()*">
    <xsl:next-match/>
    <xsl:apply-templates select="if (self::tei:choice or self::tei:app or self::tei:ruby or self::tei:gap) then text()[normalize-space()] else node()" mode="m:print"/>
  </xsl:template>
</xsl:stylesheet>
