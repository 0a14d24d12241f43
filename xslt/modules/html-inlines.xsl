<?xml version="1.0" encoding="UTF-8"?>
<!-- Words: text with its languages, names, dates, citations and their parts, corrections, type faces. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:mml="http://www.w3.org/1998/Math/MathML"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <!-- A link cannot hold a link, and names hold names: so the link stands around the words, not around the name. -->
  <xsl:template match="text()" mode="m:html" as="item()*">
    <xsl:param name="link" as="xs:string?" tunnel="yes"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="exists($link) and not($in-link) and normalize-space() ne ''">
        <a href="#{$link}"><xsl:call-template name="f:html-words"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="f:html-words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words that are nothing but an address lead there. -->
  <xsl:template match="text()[starts-with(., 'http')][matches(., '^https?://\S+\s*$')]" mode="m:html" as="node()*" priority="1">
    <xsl:param name="link" as="xs:string?" tunnel="yes"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="exists($link) or $in-link"><xsl:next-match/></xsl:when>
      <xsl:otherwise><a href="{normalize-space()}" rel="noopener"><xsl:value-of select="."/></a></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="f:html-words" as="node()*">
    <xsl:context-item as="text()" use="required"/>
    <xsl:variable name="shown" as="xs:string" select="f:shown(.)"/>
    <xsl:choose>
      <xsl:when test="f:is-one-run(., $shown)"><xsl:value-of select="$shown"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="runs" as="xs:string*" select="f:runs(., $shown)"/>
        <xsl:for-each select="1 to count($runs) idiv 2">
          <xsl:variable name="language" as="xs:string" select="$runs[2 * current() - 1]"/>
          <xsl:choose>
            <xsl:when test="$language ne ''"><span lang="{$language}"><xsl:value-of select="$runs[2 * current()]"/></span></xsl:when>
            <xsl:otherwise><xsl:value-of select="$runs[2 * current()]"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:html"/>

  <!-- ==== names and dates ==== -->

  <!-- A name or date that an index leads to is marked, as a link where it is nothing but words; any other is its words.
       Where the address that it leads to begins with its kind (#place-moscow), no class says so again. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:country | tei:settlement
                       | tei:region | tei:bloc | tei:district | tei:date" mode="m:html" as="node()*">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string?" select="$occurrence-ids(generate-id(.))"/>
    <xsl:variable name="is-link" as="xs:boolean" select="not($in-link) and empty(* except tei:lb[@break = 'no']) and normalize-space() ne ''"/>
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="exists($id)">
        <xsl:variable name="target" as="xs:string" select="f:target(.)"/>
        <xsl:element name="{if ($is-link) then 'a' else 'span'}">
          <xsl:attribute name="class" select="
            string-join(('name', f:kind(.)[not($is-link and starts-with($target, . || '-'))], 'metonymy'[current()/@ana = '#metonymy']), ' ')"/>
          <xsl:attribute name="id" select="$id"/>
          <xsl:if test="$is-link"><xsl:attribute name="href" select="'#' || $target"/></xsl:if>
          <xsl:for-each select="self::tei:date">
            <xsl:attribute name="title" select="$said-dates(f:date-value(.))"/>
          </xsl:for-each>
          <xsl:sequence select="f:language-attribute(.)"/>
          <xsl:apply-templates mode="m:html">
            <xsl:with-param name="link" as="xs:string" select="$target" tunnel="yes"/>
            <xsl:with-param name="in-link" as="xs:boolean" select="$in-link or $is-link" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="m:html" as="node()+">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <span class="citation" id="{f:id(.)}">
      <xsl:if test="parent::tei:listBibl"><xsl:attribute name="data-unit" select="'record'"/></xsl:if>
      <xsl:call-template name="f:html-bracketed"/>
      <xsl:if test="@ref and not($in-link)">
        <a class="to-entry" href="#{replace(tokenize(@ref)[1], '^.*#', '')}" aria-label="{f:word('to-citation-index')}"/>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:title" mode="m:html" as="node()*">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <cite>
      <xsl:if test="@rend or f:is-slanted(.)"><xsl:attribute name="class" select="(@rend, 'italic')[1]"/></xsl:if>
      <xsl:sequence select="f:title-marks(.)[1] ! f:html-made(.)"/>
      <xsl:apply-templates mode="m:html"/>
      <xsl:sequence select="f:title-marks(.)[2] ! f:html-made(.)"/>
    </cite>
  </xsl:template>

  <!-- ==== editing ==== -->

  <!-- What is printed first, then what the editors put for it; of any pair, and of more than two. -->
  <xsl:template match="tei:choice" mode="m:html" as="element(span)">
    <span class="choice">
      <xsl:for-each select="f:alternatives(.)">
        <xsl:if test="position() ne 1 and not(self::tei:corr or self::tei:reg or self::tei:expan)">
          <span class="made"> / </span>
        </xsl:if>
        <xsl:apply-templates select="." mode="m:html"/>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan" mode="m:html" as="element(ins)">
    <ins class="{local-name()}" title="{f:word('correction')}"><xsl:apply-templates mode="m:html"/></ins>
  </xsl:template>

  <xsl:template match="tei:choice/tei:sic" mode="m:html" as="node()*">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:subst" mode="m:html" as="element(span)">
    <span class="subst"><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <xsl:template match="tei:del | tei:add" mode="m:html" as="element()">
    <xsl:element name="{if (self::tei:del) then 'del' else 'ins'}">
      <xsl:attribute name="class" select="string-join((local-name(), @place ! tokenize(.), @rend ! tokenize(.)), ' ')"/>
      <xsl:call-template name="f:html-bracketed"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:supplied | tei:ex | tei:surplus | tei:unclear | tei:vocal | tei:kinesic | tei:incident" mode="m:html"
                as="element(span)">
    <span class="{local-name()}"><xsl:call-template name="f:html-bracketed"/></span>
  </xsl:template>

  <xsl:template name="f:html-bracketed" as="node()*">
    <xsl:variable name="brackets" as="xs:string*" select="f:brackets(.)"/>
    <xsl:sequence select="$brackets[1] ! f:html-made(.)"/>
    <xsl:choose>
      <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="$brackets[2] ! f:html-made(.)"/>
  </xsl:template>

  <!-- Words and signs that are not the text's own. -->
  <xsl:function name="f:html-made" as="element(span)">
    <xsl:param name="words" as="xs:string"/>
    <span class="made"><xsl:value-of select="$words"/></span>
  </xsl:function>

  <xsl:template match="tei:gap" mode="m:html" as="element(span)">
    <span class="gap" title="{string-join((f:word('gap'), @reason ! translate(., '_', ' ')), ': ')}">
      <span class="made"><xsl:value-of select="f:gap(.)"/></span>
      <xsl:apply-templates select="*" mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:space" mode="m:html" as="element(span)">
    <span class="space" title="{string-join((@quantity, @extent, @unit), ' ')}"><xsl:text> </xsl:text><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <xsl:template match="tei:app" mode="m:html" as="element(span)">
    <span class="app">
      <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
      <xsl:sequence select="f:place-of(.) ! f:html-made(.)"/>
      <xsl:apply-templates select="tei:lem/node()" mode="m:html"/>
      <span class="readings">
        <span class="made"><xsl:value-of select="f:reading-marks(.)[1]"/></span>
        <xsl:for-each select="* except tei:lem">
          <xsl:if test="position() ne 1"><span class="made"><xsl:value-of select="f:word('semicolon')"/></span></xsl:if>
          <xsl:apply-templates select="." mode="m:html"/>
        </xsl:for-each>
        <span class="made"><xsl:value-of select="f:reading-marks(.)[2]"/></span>
      </span>
    </span>
  </xsl:template>

  <!-- Each entry of a list stands by itself. -->
  <xsl:template match="tei:listApp/tei:app" mode="m:html" as="element(div)" priority="0.6">
    <div class="app-entry"><xsl:sequence select="f:id-attribute(.)"/><xsl:next-match/></div>
  </xsl:template>

  <xsl:template match="tei:addrLine[preceding-sibling::*[1]/self::tei:addrLine]" mode="m:html" as="node()*">
    <br/><xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:app/tei:rdg | tei:rdgGrp/tei:rdg | tei:rdgGrp/tei:lem" mode="m:html" as="node()+">
    <xsl:if test="parent::tei:rdgGrp and preceding-sibling::*"><span class="made"><xsl:value-of select="f:word('semicolon')"/></span></xsl:if>
    <span class="rdg">
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:when test="node()"><xsl:apply-templates mode="m:html"/></xsl:when>
        <xsl:otherwise><span class="made">–</span></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="f:witnesses(.) ne ''"><span class="witness made"><xsl:value-of select="' ' || f:witnesses(.)"/></span></xsl:if>
    </span>
  </xsl:template>

  <!-- Words beside the line, in HTML's own elements. -->
  <xsl:template match="tei:ruby" mode="m:html" as="element(ruby)">
    <ruby><xsl:apply-templates select="*" mode="m:ruby"/></ruby>
  </xsl:template>

  <xsl:mode name="m:ruby" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:rt" mode="m:ruby" as="element()+">
    <rp class="made">（</rp><rt><xsl:apply-templates mode="m:html"/></rt><rp class="made">）</rp>
  </xsl:template>

  <xsl:template match="*" mode="m:ruby" as="node()*" priority="-1">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:g[not(normalize-space())]" mode="m:html" as="element(span)">
    <span class="glyph made"><xsl:value-of select="f:glyph(.)"/></span>
  </xsl:template>

  <!-- ==== formulas, code ==== -->

  <xsl:template match="tei:formula" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'formula'"/>
      <xsl:apply-templates mode="m:html"/>
      <xsl:if test="@n and normalize-space()"><span class="made"><xsl:value-of select="' ' || @n"/></span></xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template match="mml:* | svg:*" mode="m:html" as="element()">
    <xsl:element name="{local-name()}" namespace="{namespace-uri()}">
      <xsl:copy-of select="@* except @*[starts-with(local-name(), 'on') or contains(lower-case(.), 'javascript:')]"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="svg:script | svg:style | svg:foreignObject" mode="m:html" as="element(pre)" priority="1">
    <pre class="code"><xsl:value-of select="."/></pre>
  </xsl:template>

  <!-- Names of XML's own things, as they are written there. -->
  <xsl:template match="tei:gi | tei:att | tei:tag | tei:val" mode="m:html" as="element(code)">
    <xsl:variable name="signs" as="xs:string+" select="f:xml-signs(.)"/>
    <code class="{local-name()}">
      <xsl:sequence select="f:html-made($signs[1])"/>
      <xsl:apply-templates mode="m:html"/>
      <xsl:sequence select="f:html-made($signs[2])"/>
    </code>
  </xsl:template>

  <!-- The line ends of code are its own. -->
  <xsl:template match="tei:eg | tei:code[contains(., '&#10;')]" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-block(.)) then 'pre' else 'code'}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:apply-templates mode="m:code"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="m:code" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="text()" mode="m:code" as="text()"><xsl:sequence select="."/></xsl:template>

  <xsl:template match="*" mode="m:code" as="node()*" priority="-1"><xsl:apply-templates select="." mode="m:html"/></xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:code"/>

  <xsl:template match="eg:egXML" mode="m:html" as="element(pre)">
    <pre class="egXML"><xsl:sequence select="f:id-attribute(.)"/><xsl:apply-templates mode="m:xml"/></pre>
  </xsl:template>

  <xsl:mode name="m:xml" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="text()" mode="m:xml" as="text()"><xsl:sequence select="."/></xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:xml" as="element(span)">
    <span class="made"><xsl:value-of select="f:xml-source(.)"/></span>
  </xsl:template>

  <xsl:template match="*" mode="m:xml" as="node()*">
    <xsl:variable name="whole" as="xs:string" select="f:xml-source(f:without-children(.))"/>
    <xsl:variable name="start" as="xs:string" select="substring($whole, 1, string-length($whole) - 2)"/>
    <span class="tag made"><xsl:value-of select="$start || (if (node()) then '&gt;' else '/&gt;')"/></span>
    <xsl:if test="node()">
      <xsl:apply-templates mode="m:xml"/>
      <span class="tag made">&lt;/<xsl:value-of select="name()"/>&gt;</span>
    </xsl:if>
  </xsl:template>

  <!-- ==== type faces and links ==== -->

  <xsl:variable name="faces" as="map(xs:string, xs:string)" select="map {
    'italic': 'em', 'italics': 'em', 'i': 'em', 'bold': 'strong', 'b': 'strong', 'sup': 'sup', 'superscript': 'sup',
    'sub': 'sub', 'subscript': 'sub', 'underline': 'u', 'strikethrough': 's', 'code': 'code' }"/>

  <xsl:template match="tei:hi" mode="m:html" as="element()">
    <xsl:element name="{($faces(string(tokenize(@rend)[1])), 'em'[f:is-slanted(current())], 'span')[1]}">
      <xsl:attribute name="class" select="string-join(('hi', @rend), ' ')"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:emph" mode="m:html" as="element(em)">
    <em><xsl:apply-templates mode="m:html"/></em>
  </xsl:template>

  <xsl:template match="tei:foreign | tei:term | tei:mentioned | tei:soCalled | tei:code | tei:fw | tei:role"
                mode="m:html" as="node()+" priority="0">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <span class="{local-name()}">
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:call-template name="f:html-bracketed"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:ref[starts-with(@target, '#')] | tei:ref[matches(@target, '^(https?|mailto):')]" mode="m:html" as="element(a)">
    <a href="{@target}">
      <xsl:if test="not(starts-with(@target, '#'))">
        <xsl:attribute name="rel" select="'noopener'"/>
      </xsl:if>
      <xsl:apply-templates mode="m:html"><xsl:with-param name="in-link" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates>
    </a>
  </xsl:template>

  <!-- A link elsewhere on this machine, or to a script, is only its words. -->
  <xsl:template match="tei:ref" mode="m:html" as="item()*" priority="-0.5">
    <xsl:call-template name="f:html-any"/>
  </xsl:template>

  <xsl:template match="tei:ptr | tei:ref[@target][not(node())]" mode="m:html" as="node()*" priority="1">
    <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="key('id', substring(@target, 2))/self::tei:note">
        <sup class="mark"><a href="{@target}"><xsl:value-of select="f:mark(key('id', substring(@target, 2))/self::tei:note[1])"/></a></sup>
      </xsl:when>
      <xsl:when test="matches(@target, '^(#|https?:)')"><a class="made" href="{@target}"><xsl:value-of select="(f:pointer-words(@target), @target)[1]"/></a></xsl:when>
      <xsl:otherwise><span class="ptr made"><xsl:value-of select="@target"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
