<?xml version="1.0" encoding="UTF-8"?>
<!-- Title page, divisions, paragraphs, lists, tables, figures, page breaks. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:param name="images" as="xs:string" select="'{}'">
    <!-- JSON object: the url of each picture that was found beside the TEI, and its data: URI. -->
  </xsl:param>
  <xsl:variable name="image-data" as="map(*)" select="parse-json($images)"/>

  <!-- Numbers of the body's paragraphs, which locators and the margin show. -->
  <xsl:variable name="paragraph-numbers" as="map(xs:string, xs:integer)" select="
    map:merge((/descendant-or-self::tei:TEI[1]/tei:text//tei:p[not(ancestor::tei:note)]) ! map { generate-id(.): position() })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <!-- Blocks as they are; words between them get a paragraph. -->
  <xsl:template name="f:html-flow" as="node()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:for-each-group select="$nodes" group-adjacent="f:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="m:html"/></xsl:when>
        <xsl:when test="every $node in current-group() satisfies f:is-between($node)">
          <xsl:apply-templates select="current-group()[self::*]" mode="m:html"/>
        </xsl:when>
        <xsl:otherwise><p class="words"><xsl:apply-templates select="current-group()" mode="m:html"/></p></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- An element's own id, else the one made for it, if it has either. -->
  <xsl:function name="f:id-attribute" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:id or exists($made-ids(generate-id($element)))">
      <xsl:attribute name="id" select="f:id($element)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:language-attribute" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang">
      <xsl:attribute name="lang" select="$element/@xml:lang"/>
      <xsl:if test="f:is-turned($element)"><xsl:attribute name="dir" select="f:direction($element/@xml:lang)"/></xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The element's name and its type and rend, made safe for a class. -->
  <xsl:function name="f:class" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), $element/(@type, @rend) ! tokenize(.)), ' ')"/>
  </xsl:function>

  <!-- Any block: what it contains is set one after the other. -->
  <xsl:function name="f:html-block" as="element(div)">
    <xsl:param name="element" as="element()"/>
    <div class="{f:class($element)}">
      <xsl:sequence select="f:id-attribute($element), f:language-attribute($element)"/>
      <xsl:for-each select="$element"><xsl:call-template name="f:html-flow"/></xsl:for-each>
    </div>
  </xsl:function>

  <xsl:template match="tei:text | tei:front | tei:body | tei:group | tei:standOff" mode="m:html" as="node()*">
    <xsl:call-template name="f:html-flow"/>
  </xsl:template>

  <!-- A text inside a text has its own language and place. -->
  <xsl:template match="tei:group/tei:text | tei:floatingText" mode="m:html" as="element(div)">
    <xsl:sequence select="f:html-block(.)"/>
  </xsl:template>

  <!-- Notes without an anchor stand in back; they are listed with the others. -->
  <xsl:template match="tei:back" mode="m:html" as="node()*">
    <xsl:call-template name="f:html-flow">
      <xsl:with-param name="nodes" select="node() except tei:div[@type = 'notes'][tei:note[f:is-stray(.)]]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== title page ==== -->

  <xsl:template match="tei:titlePage" mode="m:html" as="element()+">
    <header class="title-page" id="{f:id(.)}">
      <xsl:call-template name="f:html-flow"/>
    </header>
    <xsl:sequence select="parent::tei:front[current() is tei:titlePage[1]]/parent::tei:text/parent::tei:TEI ! f:html-summary(.)"/>
  </xsl:template>

  <xsl:template match="tei:docTitle" mode="m:html" as="element(h1)">
    <h1 id="{f:id(.)}"><xsl:apply-templates mode="m:html"/></h1>
  </xsl:template>

  <xsl:template match="tei:docTitle/tei:titlePart" mode="m:html" as="element(span)">
    <span class="title-{(@type, 'main')[1]}"><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <xsl:template match="tei:titlePage/tei:titlePart | tei:docImprint | tei:docDate | tei:byline | tei:docEdition | tei:imprimatur
                       | tei:signed | tei:dateline | tei:salute | tei:trailer | tei:argument | tei:ab | tei:titlePage/tei:docAuthor
                       | tei:opener | tei:closer"
                mode="m:html" as="element()">
    <xsl:variable name="in-line" as="xs:boolean" select="not(f:is-block(.))"/>
    <xsl:element name="{if ($in-line) then 'span' else 'div'}">
      <xsl:attribute name="class" select="local-name() || ' ' || @type"/>
      <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
      <xsl:if test="not($in-line)">
        <xsl:attribute name="data-unit" select="local-name()"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="self::tei:ab/f:notes-on(.) ! f:html-mark(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:docImprint/tei:publisher | tei:docImprint/tei:seg | tei:docImprint/tei:pubPlace | tei:docAuthor"
                mode="m:html" as="element(span)" priority="-0.2">
    <span class="{local-name()}"><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <!-- An article without a title page shows what its header says. -->
  <xsl:function name="f:html-header-title" as="element(header)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <header class="title-page" data-made="header">
      <xsl:where-populated>
        <div class="titlePart series"><xsl:value-of select="string-join((f:series($article), f:number($article))[. ne ''], ' ')"/></div>
      </xsl:where-populated>
      <h1>
        <span class="title-main"><xsl:apply-templates select="f:main-title-element($article)/node()" mode="m:html"/></span>
        <xsl:where-populated>
          <span class="title-sub"><xsl:apply-templates select="f:sub-title-element($article)/node()" mode="m:html"/></span>
        </xsl:where-populated>
      </h1>
      <xsl:where-populated>
        <div class="byline"><xsl:value-of select="string-join(f:authors($article), f:word('comma'))"/></div>
      </xsl:where-populated>
      <xsl:sequence select="f:html-letter-head($article)"/>
    </header>
  </xsl:function>

  <!-- A letter's head: who wrote to whom, when and where. -->
  <xsl:function name="f:html-letter-head" as="element(dl)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:for-each select="$article/tei:teiHeader/tei:profileDesc/tei:correspDesc[tei:correspAction]">
      <dl class="letter-head">
        <xsl:for-each select="tei:correspAction">
          <dt><xsl:value-of select="($words('letter-' || @type), string(@type))[1]"/></dt>
          <dd><xsl:value-of select="string-join(* ! f:record-line(.)[. ne ''], f:word('comma'))"/></dd>
        </xsl:for-each>
      </dl>
    </xsl:for-each>
  </xsl:function>

  <!-- ==== divisions ==== -->

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7" mode="m:html"
                as="element(section)">
    <section id="{f:id(.)}">
      <xsl:if test="@type"><xsl:attribute name="class" select="f:class(.)"/></xsl:if>
      <xsl:if test="tei:head">
        <xsl:attribute name="aria-labelledby" select="f:id(tei:head[1])"/>
      </xsl:if>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:for-each select="f:division-label(.)"><p class="division-label made"><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:call-template name="f:html-flow"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:head" mode="m:html" as="element()">
    <xsl:variable name="level" as="xs:integer" select="min((count(ancestor::*[f:is-division(.)][tei:head]) + 1, 6))"/>
    <xsl:element name="{if (f:is-division(..)) then 'h' || max(($level, 2)) else 'p'}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:if test="not(f:is-division(..))">
        <xsl:attribute name="class" select="'subhead'"/>
      </xsl:if>
      <xsl:attribute name="data-unit" select="'head'"/>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:apply-templates mode="m:html"/>
      <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- A paragraph that holds a list or a table is a division of the page: HTML has no blocks in p. -->
  <xsl:template match="tei:p" mode="m:html" as="element()">
    <xsl:variable name="number" as="xs:integer?" select="$paragraph-numbers(generate-id(.))"/>
    <xsl:variable name="has-blocks" as="xs:boolean" select="f:has-blocks(.)"/>
    <xsl:element name="{if ($has-blocks) then 'div' else 'p'}">
      <xsl:sequence select="f:id-attribute(.)"/>
      <xsl:if test="$has-blocks"><xsl:attribute name="class" select="'p'"/></xsl:if>
      <xsl:attribute name="data-unit" select="'p'"/>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:if test="exists($number)">
        <a class="number" href="#{f:id(.)}" data-number="{$number}" aria-label="{f:word('paragraph-n', string($number))}" title="{f:word('permalink-paragraph')}" tabindex="-1"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$has-blocks"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:note//tei:p[not(f:has-blocks(.))]" mode="m:html" as="element(p)" priority="1">
    <p id="{f:id(.)}" data-unit="note"><xsl:apply-templates mode="m:html"/></p>
  </xsl:template>

  <!-- ==== lists, quotations, verse ==== -->

  <xsl:template match="tei:list" mode="m:html" as="element()" priority="0">
    <xsl:element name="{if (tei:label) then 'dl' else if (f:is-numbered(.)) then 'ol' else 'ul'}">
      <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="m:list"/>
    </xsl:element>
  </xsl:template>

  <!-- Items within a sentence stay in it. -->
  <xsl:template match="tei:list[f:is-in-sentence(.)]" mode="m:html" as="element()" priority="1">
    <xsl:element name="{if (f:is-block(.)) then 'p' else 'span'}">
      <xsl:attribute name="class" select="'list-in-line'"/>
      <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:list[f:is-in-sentence(.)]/(tei:item | tei:label)" mode="m:html" as="node()*" priority="1">
    <xsl:if test="f:follows-closely(.)"><xsl:text> </xsl:text></xsl:if>
    <span class="{local-name()}"><xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <xsl:mode name="m:list" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:head" mode="m:list" as="element()">
    <xsl:element name="{f:item-name(.)}">
      <xsl:attribute name="class" select="'list-head'"/>
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:apply-templates mode="m:html"/>
      <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:label" mode="m:list" as="element(dt)">
    <dt><xsl:sequence select="f:id-attribute(.)"/><xsl:apply-templates mode="m:html"/></dt>
  </xsl:template>

  <xsl:template match="tei:item" mode="m:list" as="element()">
    <xsl:element name="{f:item-name(.)}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:if test="@n and f:is-numbered(..)">
        <xsl:attribute name="{if (f:is-number(@n)) then 'value' else 'data-n'}" select="if (f:is-number(@n)) then @n else f:item-mark(@n)"/>
      </xsl:if>
      <xsl:if test="not(tei:p)">
        <xsl:attribute name="data-unit" select="'item'"/>
      </xsl:if>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- What stands between the items: a page break, a note, words that are not where they belong. -->
  <xsl:template match="node()" mode="m:list" as="element()" priority="-1">
    <xsl:element name="{f:item-name(.)}">
      <xsl:attribute name="class" select="'between'"/>
      <xsl:apply-templates select="." mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:list"/>

  <xsl:function name="f:item-name" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node/../tei:label) then 'dd' else 'li'"/>
  </xsl:function>

  <xsl:template match="tei:quote | tei:q | tei:said | tei:cit | tei:epigraph" mode="m:html" as="node()+">
    <xsl:choose>
      <xsl:when test="f:is-block(.)">
        <blockquote class="{local-name()}">
          <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
          <xsl:call-template name="f:html-flow"/>
        </blockquote>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <span class="{local-name()}">
          <xsl:sequence select="f:language-attribute(.)"/>
          <xsl:call-template name="f:html-bracketed"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:lg" mode="m:html" as="element(div)">
    <div class="verse">
      <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
      <xsl:call-template name="f:html-flow"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:l" mode="m:html" as="element()">
    <xsl:variable name="block" as="xs:boolean" select="f:is-block(.)"/>
    <xsl:element name="{if (not($block)) then 'span' else if (f:has-blocks(.)) then 'div' else 'p'}">
      <xsl:attribute name="class" select="string-join(('line', @part ! ('part-' || .), @rend ! tokenize(.)), ' ')"/>
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:attribute name="data-unit" select="'l'"/>
      <xsl:sequence select="f:language-attribute(.), f:html-line-number(f:verse-number(.))"/>
      <xsl:apply-templates mode="m:html"/>
      <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:html-line-number" as="element(span)?">
    <xsl:param name="number" as="xs:string?"/>
    <xsl:if test="exists($number)"><span class="line-number made"><xsl:value-of select="$number"/></span></xsl:if>
  </xsl:function>

  <!-- ==== drama ==== -->

  <xsl:template match="tei:sp | tei:u | tei:post | tei:annotationBlock" mode="m:html" as="element(div)">
    <div class="{local-name()}">
      <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
      <xsl:for-each select="f:voice-head(.)"><p class="speaker made"><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:call-template name="f:html-flow"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:speaker | tei:stage | tei:castItem" mode="m:html" as="element()">
    <xsl:element name="{if (not(f:is-block(.))) then 'span' else if (f:has-blocks(.)) then 'div' else 'p'}">
      <xsl:attribute name="class" select="f:class(.)"/>
      <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- ==== tables and figures ==== -->

  <xsl:template match="tei:table" mode="m:html" as="element(div)">
    <xsl:variable name="labels" as="element()*" select="tei:row[@role = 'label'][not(preceding-sibling::tei:row[not(@role = 'label')])]"/>
    <div class="table" role="region" tabindex="0" aria-label="{(tei:head ! f:printed(.), f:word('table'))[1]}">
      <table>
        <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
        <xsl:apply-templates select="tei:head[1]" mode="m:html"/>
        <xsl:where-populated>
          <thead><xsl:apply-templates select="$labels" mode="m:html"/></thead>
        </xsl:where-populated>
        <tbody><xsl:apply-templates select="(* | text()[normalize-space()]) except ($labels, tei:head[1])" mode="m:table"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:mode name="m:table" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:row" mode="m:table" as="element(tr)">
    <xsl:apply-templates select="." mode="m:html"/>
  </xsl:template>

  <!-- A page break, a note, a figure between the rows. -->
  <xsl:template match="node()" mode="m:table" as="element(tr)" priority="-1">
    <tr class="between"><td colspan="{f:columns(..)}"><xsl:apply-templates select="." mode="m:html"/></td></tr>
  </xsl:template>

  <xsl:template match="tei:table/tei:head[1]" mode="m:html" as="element(caption)" priority="1">
    <caption id="{f:id(.)}" data-unit="caption"><xsl:apply-templates mode="m:html"/><xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/></caption>
  </xsl:template>

  <xsl:template match="tei:row" mode="m:html" as="element(tr)">
    <tr>
      <xsl:sequence select="f:id-attribute(.)"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="m:row"/>
    </tr>
  </xsl:template>

  <xsl:mode name="m:row" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:cell" mode="m:row" as="element()">
    <xsl:apply-templates select="." mode="m:html"/>
  </xsl:template>

  <xsl:template match="node()" mode="m:row" as="element(td)" priority="-1">
    <td><xsl:apply-templates select="." mode="m:html"/></td>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:html" as="element()">
    <xsl:variable name="label" as="xs:boolean" select="(@role, ../@role) = 'label'"/>
    <xsl:element name="{if ($label) then 'th' else 'td'}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:attribute name="data-unit" select="'cell'"/>
      <xsl:if test="$label">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:if test="f:span(@cols) gt 1"><xsl:attribute name="colspan" select="f:span(@cols)"/></xsl:if>
      <xsl:if test="f:span(@rows) gt 1"><xsl:attribute name="rowspan" select="f:span(@rows)"/></xsl:if>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- A picture in a line stays in its line. -->
  <xsl:template match="tei:figure" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="parent::tei:p[text()[normalize-space()]] and not(f:has-blocks(.)) and not(tei:head)">
        <span class="figure"><xsl:sequence select="f:id-attribute(.)"/><xsl:apply-templates mode="m:html"/></span>
      </xsl:when>
      <xsl:otherwise>
        <figure>
          <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
          <xsl:call-template name="f:html-flow">
            <xsl:with-param name="nodes" select="node() except (tei:head, tei:figDesc)"/>
          </xsl:call-template>
          <xsl:if test="tei:head | tei:figDesc">
            <figcaption data-unit="caption">
              <xsl:sequence select="f:id-attribute((tei:head, .)[1])[not(current()/@xml:id = .)]"/>
              <xsl:apply-templates select="tei:head, tei:figDesc" mode="m:caption"/>
            </figcaption>
          </xsl:if>
        </figure>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="m:caption" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:head | tei:figDesc" mode="m:caption" as="element(div)">
    <div class="{local-name()}">
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:graphic" mode="m:html" as="node()*">
    <xsl:variable name="description" as="xs:string" select="normalize-space(string((../tei:figDesc, ../tei:head, tei:desc)[1]))"/>
    <xsl:variable name="data" as="xs:string?" select="$image-data(string(@url))"/>
    <xsl:choose>
      <xsl:when test="exists($data)">
        <img src="{$data}" alt="{$description}"/>
        <xsl:apply-templates mode="m:html"/>
      </xsl:when>
      <xsl:when test="not(normalize-space(@url))"><xsl:apply-templates mode="m:html"/></xsl:when>
      <xsl:when test="matches(@url, '^https?://')">
        <a class="picture-elsewhere" href="{@url}" rel="noopener">
          <span class="made"><xsl:value-of select="f:word('picture') || replace(@url, '^.*/(.)', '$1')"/></span>
        </a>
        <xsl:apply-templates mode="m:html"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:report('picture-missing', .)"/>
        <span class="picture-missing">
          <span class="made"><xsl:value-of select="f:word('picture'), @url"/></span>
          <xsl:apply-templates mode="m:html"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a part of a manuscript's description is about. -->
  <xsl:template match="tei:msContents | tei:physDesc | tei:supportDesc | tei:extent | tei:collation | tei:layoutDesc | tei:handDesc | tei:decoDesc
                       | tei:bindingDesc | tei:scriptDesc | tei:history | tei:origin | tei:provenance | tei:acquisition | tei:additional" mode="m:html" as="node()*" priority="0.4">
    <xsl:if test="f:is-labelled-part(.)"><p class="part-label made"><xsl:value-of select="f:word('part-' || local-name())"/></p></xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <!-- The parts of a structured reference need points between them. -->
  <xsl:template match="(tei:author | tei:editor | tei:title | tei:edition | tei:pubPlace | tei:publisher | tei:date | tei:biblScope
                       | tei:citedRange | tei:idno | tei:note | tei:respStmt | tei:series | tei:analytic | tei:monogr | tei:imprint)[f:is-reference-part(.)]"
                mode="m:html" as="node()*" priority="0.45">
    <xsl:sequence select="f:point-before(.) ! f:html-made(.)"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="tei:msIdentifier/* | tei:dimensions/*" mode="m:html" as="node()*" priority="0.45">
    <xsl:sequence select="f:point-in-list(.) ! f:html-made(.)"/>
    <xsl:next-match/>
    <xsl:sequence select="f:unit-after(.) ! f:html-made(.)"/>
  </xsl:template>

  <xsl:template match="(tei:biblStruct | tei:analytic | tei:monogr | tei:imprint | tei:msIdentifier | tei:dimensions)/text()[not(normalize-space())]
                       | tei:bibl[f:is-unpointed(.)]/text()[not(normalize-space())][exists(following-sibling::node()[1][self::*]/f:point-before(.))]"
                mode="m:html" priority="2"/>

  <!-- ==== records that stand in the text: registers of people and places, bibliographies, descriptions ==== -->

  <xsl:template match="tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listRelation | tei:listWit
                       | tei:listObject | tei:listNym" mode="m:html" as="element(div)">
    <div class="records {local-name()}">
      <xsl:sequence select="f:id-attribute(.)"/>
      <xsl:for-each select="f:unpointed-label(.)"><p class="part-label made"><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:call-template name="f:html-flow"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:object | tei:personGrp | tei:nym" mode="m:html" as="element(div)">
    <div class="record" data-unit="record">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:variable name="record" as="element()" select="."/>
      <xsl:for-each-group select="* | text()[normalize-space()]" group-adjacent="f:is-heading-name(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <p class="record-head">
              <xsl:for-each select="current-group()">
                <xsl:if test="position() ne 1"><span class="made"><xsl:value-of select="f:word('semicolon')"/></span></xsl:if>
                <xsl:apply-templates select="." mode="m:html"/>
              </xsl:for-each>
            </p>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="current-group()">
              <xsl:choose>
                <xsl:when test="f:is-block(.) and f:has-blocks(.)"><xsl:apply-templates select="." mode="m:html"/></xsl:when>
                <xsl:otherwise>
                  <p class="{string-join(('record-line', local-name()[. ne 'note']), ' ')}">
                    <xsl:sequence select="f:record-sign(.) ! f:html-made(.)"/>
                    <xsl:apply-templates select="if (self::*) then node() else ." mode="m:html"/>
                  </p>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:template match="tei:biblStruct | tei:biblFull | tei:witness" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'record ' || local-name()"/>
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:attribute name="data-unit" select="'record'"/>
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:choose>
        <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- ==== breaks ==== -->

  <xsl:template match="tei:milestone" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="not(f:holds-blocks(..))">
        <span class="milestone" role="separator"><xsl:if test="@n"><xsl:attribute name="data-n" select="@n"/></xsl:if></span>
      </xsl:when>
      <xsl:otherwise><hr><xsl:sequence select="f:id-attribute(.)"/></hr></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:pb" mode="m:html" as="element(span)">
    <xsl:variable name="label" as="xs:string" select="if (@n) then f:word('page-n', @n) else f:word('page-break')"/>
    <span class="page-break" role="doc-pagebreak" id="{f:id(.)}" title="{$label}" data-page="{@n}"/>
  </xsl:template>

  <!-- The lines of an inscription or a papyrus are counted as its edition counts them. -->
  <xsl:template match="tei:lb" mode="m:html" as="element()*">
    <xsl:if test="f:is-inner-line(.)"><br/></xsl:if>
    <xsl:sequence select="f:html-line-number(f:line-number(.))"/>
  </xsl:template>

  <xsl:template match="tei:cb | tei:gb | tei:handShift | tei:index[not(normalize-space())]" mode="m:html"/>

  <xsl:template match="tei:anchor" mode="m:html" as="element()*">
    <xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if>
    <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
  </xsl:template>
</xsl:stylesheet>
