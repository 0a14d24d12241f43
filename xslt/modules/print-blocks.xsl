<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks for the typesetter. White space between blocks is left out; inside them it is text. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <!-- Blocks as they are; words between them get a paragraph. -->
  <xsl:template name="f:print-flow" as="node()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:for-each-group select="$nodes" group-adjacent="f:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="m:print"/></xsl:when>
        <xsl:when test="every $node in current-group() satisfies f:is-between($node)">
          <xsl:apply-templates select="current-group()[self::*]" mode="m:print"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="words" as="node()*"><xsl:apply-templates select="current-group()" mode="m:print"/></xsl:variable>
          <par><xsl:value-of select="replace($words[1][self::text()], '^\s+', '')"/><xsl:sequence select="$words[position() gt 1 or not(self::text())]"/></par>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- What an element contains: blocks, or the words of one. -->
  <xsl:template name="f:print-content" as="node()*">
    <xsl:choose>
      <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:print-flow"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="m:print"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(f:is-noted-phrase(.))"><xsl:apply-templates select="f:notes-on(.)" mode="m:print-mark"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:text | tei:front | tei:body | tei:group | tei:floatingText | tei:standOff" mode="m:print" as="node()*">
    <xsl:call-template name="f:print-flow"/>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7" mode="m:print" as="node()*">
    <xsl:for-each select="f:division-label(.)"><block kind="label"><made><xsl:value-of select="."/></made></block></xsl:for-each>
    <xsl:call-template name="f:print-flow"/>
  </xsl:template>

  <xsl:template match="tei:back" mode="m:print" as="node()*">
    <xsl:variable name="strays" as="element(tei:note)*" select="tei:div[@type = 'notes']//tei:note[f:is-stray(.)]"/>
    <xsl:call-template name="f:print-flow">
      <xsl:with-param name="nodes" select="node() except tei:div[@type = 'notes'][tei:note[f:is-stray(.)]]"/>
    </xsl:call-template>
    <xsl:for-each-group select="$strays" group-adjacent="generate-id(ancestor::tei:div[@type = 'notes'][1])">
      <xsl:variable name="list" as="element(tei:div)" select="ancestor::tei:div[@type = 'notes'][1]"/>
      <heading level="1"><made><xsl:value-of select="f:word('notes-without-anchor')"/></made></heading>
      <xsl:call-template name="f:print-flow">
        <xsl:with-param name="nodes" select="$list/node() except current-group()"/>
      </xsl:call-template>
      <xsl:sequence select="current-group() ! f:print-stray(.)"/>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="f:print-stray" as="element(stray)">
    <xsl:param name="note" as="element(tei:note)"/>
    <stray mark="{$note/@n}"><xsl:for-each select="$note"><xsl:call-template name="f:print-content"/></xsl:for-each></stray>
  </xsl:function>

  <!-- ==== title page ==== -->

  <xsl:template match="tei:titlePage" mode="m:print" as="element()+">
    <title-page><xsl:call-template name="f:print-flow"/></title-page>
    <xsl:sequence select="parent::tei:front[current() is tei:titlePage[1]]/parent::tei:text/parent::tei:TEI ! f:print-summary(.)"/>
  </xsl:template>

  <xsl:template match="tei:docTitle" mode="m:print" as="element(main-title)">
    <main-title><xsl:apply-templates select="* | text()[normalize-space()]" mode="m:print"/></main-title>
  </xsl:template>

  <xsl:template match="tei:docTitle/tei:titlePart" mode="m:print" as="element(part)">
    <part type="{(@type, 'main')[1]}"><xsl:apply-templates mode="m:print"/></part>
  </xsl:template>

  <xsl:template match="tei:titlePage/tei:titlePart | tei:docImprint | tei:docDate[not(parent::tei:docImprint)] | tei:titlePage/tei:byline | tei:docEdition | tei:imprimatur
                       | tei:titlePage/tei:docAuthor"
                mode="m:print" as="element(line)">
    <line type="{(@type, local-name())[1]}"><xsl:call-template name="f:print-content"/></line>
  </xsl:template>

  <xsl:template match="tei:docImprint/tei:publisher" mode="m:print" as="node()*">
    <xsl:if test="preceding-sibling::*[1]/self::tei:publisher"><break/></xsl:if>
    <xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <!-- Abstract and keywords as the header has them, where the text itself does not begin with them. -->
  <xsl:function name="f:print-summary" as="element(block)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="abstracts" as="element(tei:abstract)*" select="$article/tei:teiHeader/tei:profileDesc/tei:abstract[not(f:stands-in-text(., $article))][normalize-space()]"/>
    <xsl:variable name="keywords" as="xs:string*" select="f:keywords($article)"/>
    <xsl:if test="exists($abstracts) or exists($keywords)">
      <block kind="summary" made="header">
        <xsl:for-each select="$abstracts/(* except tei:head)[normalize-space()]">
          <par>
            <xsl:if test="position() eq 1"><term><xsl:value-of select="f:word('abstract') || f:word('colon')"/></term></xsl:if>
            <run lang="{f:language(.)}"><xsl:value-of select="f:printed(.)"/></run>
          </par>
        </xsl:for-each>
        <xsl:if test="exists($keywords)">
          <par><term><xsl:value-of select="f:word('keywords') || f:word('colon')"/></term><xsl:value-of select="string-join($keywords, f:word('semicolon'))"/></par>
        </xsl:if>
      </block>
    </xsl:if>
  </xsl:function>

  <!-- How the article is cited, and on what terms it may be used; nothing where neither is known. -->
  <xsl:function name="f:print-imprint" as="element(block)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="licence" as="xs:string" select="string-join(distinct-values((normalize-space(f:licence($article)), f:licence-address($article))[. ne '']), ', ')"/>
    <xsl:variable name="is-published" as="xs:boolean" select="f:series($article) ne '' or f:identifier($article, 'DOI') ne ''"/>
    <xsl:if test="$licence ne '' or $is-published">
      <block kind="imprint" made="header">
        <xsl:if test="$is-published">
          <par><term><xsl:value-of select="f:word('how-to-cite') || f:word('colon')"/></term>
            <xsl:sequence select="f:print-linked(if ($interface eq 'ru') then f:cite-gost($article) else if ($is-east-asian) then f:cite-gbt($article) else f:cite-chicago($article))"/>
          </par>
        </xsl:if>
        <xsl:if test="$licence ne ''">
          <par><term><xsl:value-of select="f:word('licence') || f:word('colon')"/></term><xsl:sequence select="f:print-linked($licence)"/></par>
        </xsl:if>
      </block>
    </xsl:if>
  </xsl:function>

  <!-- Words whose addresses can be followed; a full stop at the end is no part of one. -->
  <xsl:function name="f:print-linked" as="node()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:analyze-string select="$words" regex="https?://\S*[^\s.,]">
      <xsl:matching-substring><link target="{.}"><xsl:value-of select="."/></link></xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- An article without a title page shows what its header says. -->
  <xsl:function name="f:print-header-title" as="element(title-page)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <title-page made="header">
        <main-title>
          <part type="main"><xsl:apply-templates select="f:main-title-element($article)/node()" mode="m:print"/></part>
          <xsl:where-populated>
            <part type="sub"><xsl:apply-templates select="f:sub-title-element($article)/node()" mode="m:print"/></part>
          </xsl:where-populated>
        </main-title>
        <xsl:where-populated>
          <line type="byline"><xsl:value-of select="string-join(f:authors($article), f:word('comma'))"/></line>
        </xsl:where-populated>
        <xsl:for-each select="$article/tei:teiHeader/tei:profileDesc/tei:correspDesc/tei:correspAction">
          <line type="letter"><xsl:value-of select="($words('letter-' || @type), string(@type))[1] || f:word('colon')
            || string-join(* ! f:record-line(.)[. ne ''], f:word('comma'))"/></line>
        </xsl:for-each>
    </title-page>
  </xsl:function>

  <!-- ==== text ==== -->

  <!-- PDF wants headings without a gap between their levels, and none that is empty. -->
  <xsl:template match="tei:head" mode="m:print" as="element()">
    <xsl:choose>
      <xsl:when test="not(normalize-space(f:printed(.)))"><par><xsl:call-template name="f:print-content"/></par></xsl:when>
      <xsl:when test="f:is-division(..) and not(preceding-sibling::tei:head) and not(ancestor::tei:note)">
        <heading level="{min((max((count(ancestor::*[f:is-division(.)][tei:head[normalize-space()]]), 1)), 5))}"><xsl:call-template name="f:print-content"/></heading>
      </xsl:when>
      <xsl:otherwise><block kind="subhead"><xsl:call-template name="f:print-content"/></block></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab" mode="m:print" as="element(par)">
    <par>
      <xsl:if test="@xml:id"><xsl:attribute name="id" select="@xml:id"/></xsl:if>
      <xsl:call-template name="f:print-content"/>
    </par>
  </xsl:template>

  <xsl:template match="tei:opener | tei:closer | tei:signed | tei:dateline | tei:salute | tei:trailer | tei:argument | tei:byline
                       | tei:postscript | tei:speaker | tei:stage | tei:castItem" mode="m:print" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><block kind="{local-name()}"><xsl:call-template name="f:print-content"/></block></xsl:when>
      <xsl:when test="self::tei:stage"><face type="italic"><xsl:apply-templates mode="m:print"/></face></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="m:print"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:sp | tei:u | tei:post | tei:annotationBlock" mode="m:print" as="element(block)">
    <block kind="sp">
      <xsl:for-each select="f:voice-head(.)"><block kind="speaker"><made><xsl:value-of select="."/></made></block></xsl:for-each>
      <xsl:call-template name="f:print-flow"/>
    </block>
  </xsl:template>

  <xsl:template match="tei:list" mode="m:print" as="element(list)" priority="0">
    <list ordered="{f:is-numbered(.)}"><xsl:apply-templates select="* | text()[normalize-space()]" mode="m:print-list"/></list>
  </xsl:template>

  <xsl:template match="tei:list[f:is-in-sentence(.)]" mode="m:print" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><par><xsl:apply-templates mode="m:print"/></par></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="m:print"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:list[f:is-in-sentence(.)]/(tei:item | tei:label)" mode="m:print" as="node()*" priority="1">
    <xsl:if test="f:follows-closely(.)"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <xsl:mode name="m:print-list" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:item" mode="m:print-list" as="element(item)">
    <item>
      <xsl:if test="@n and f:is-numbered(..)"><xsl:attribute name="{if (f:is-number(@n)) then 'number' else 'mark'}" select="if (f:is-number(@n)) then @n else f:item-mark(@n)"/></xsl:if>
      <xsl:if test="preceding-sibling::*[1]/self::tei:label">
        <term><xsl:apply-templates select="preceding-sibling::*[1]/node()" mode="m:print"/></term><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="f:print-content"/>
    </item>
  </xsl:template>

  <xsl:template match="tei:label[following-sibling::*[1]/self::tei:item]" mode="m:print-list"/>

  <xsl:template match="tei:head" mode="m:print-list" as="element(between)" priority="0">
    <between><block kind="subhead"><xsl:call-template name="f:print-content"/></block></between>
  </xsl:template>

  <xsl:template match="node()" mode="m:print-list" as="element(between)" priority="-1">
    <between><xsl:apply-templates select="." mode="m:print"/></between>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:print-list"/>

  <xsl:template match="tei:quote | tei:q | tei:said | tei:cit | tei:epigraph" mode="m:print" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><quotation><xsl:call-template name="f:print-flow"/></quotation></xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="f:print-bracketed"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:lg" mode="m:print" as="element(block)">
    <block kind="lg"><xsl:call-template name="f:print-flow"/></block>
  </xsl:template>

  <xsl:template match="tei:l" mode="m:print" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><verse n="{f:verse-number(.)}"><xsl:if test="f:is-further-in(.)"><xsl:attribute name="further-in" select="true()"/></xsl:if><xsl:call-template name="f:print-content"/></verse></xsl:when>
      <xsl:otherwise><xsl:call-template name="f:print-content"/><xsl:if test="following-sibling::tei:l"><break/></xsl:if></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:milestone" mode="m:print" as="element(rule)?">
    <xsl:if test="f:holds-blocks(..)"><rule/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:msContents | tei:physDesc | tei:supportDesc | tei:extent | tei:collation | tei:layoutDesc | tei:handDesc | tei:decoDesc
                       | tei:bindingDesc | tei:scriptDesc | tei:history | tei:origin | tei:provenance | tei:acquisition | tei:additional" mode="m:print" as="node()*" priority="0.4">
    <xsl:if test="f:is-labelled-part(.)"><block kind="label"><made><xsl:value-of select="f:word('part-' || local-name())"/></made></block></xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="(tei:author | tei:editor | tei:title | tei:edition | tei:pubPlace | tei:publisher | tei:date | tei:biblScope
                       | tei:citedRange | tei:idno | tei:note | tei:respStmt | tei:series | tei:analytic | tei:monogr | tei:imprint)[f:is-reference-part(.)]"
                mode="m:print" as="node()*" priority="0.45">
    <xsl:for-each select="f:point-before(.)"><made><xsl:value-of select="."/></made></xsl:for-each>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="tei:msIdentifier/* | tei:dimensions/*" mode="m:print" as="node()*" priority="0.45">
    <xsl:for-each select="f:point-in-list(.)"><made><xsl:value-of select="."/></made></xsl:for-each>
    <xsl:next-match/>
    <xsl:for-each select="f:unit-after(.)"><made><xsl:value-of select="."/></made></xsl:for-each>
  </xsl:template>

  <xsl:template match="(tei:biblStruct | tei:analytic | tei:monogr | tei:imprint | tei:msIdentifier | tei:dimensions)/text()[not(normalize-space())]
                       | tei:bibl[f:is-unpointed(.)]/text()[not(normalize-space())][exists(following-sibling::node()[1][self::*]/f:point-before(.))]"
                mode="m:print" priority="2"/>

  <!-- ==== records that stand in the text ==== -->

  <xsl:template match="tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listRelation | tei:listWit
                       | tei:listObject | tei:listNym | tei:castList | tei:castGroup" mode="m:print" as="node()*">
    <xsl:for-each select="f:unpointed-label(.)"><block kind="label"><made><xsl:value-of select="."/></made></block></xsl:for-each>
    <xsl:call-template name="f:print-flow"/>
  </xsl:template>

  <!-- A record that holds no blocks is one paragraph with a hanging indent. -->
  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:object | tei:personGrp | tei:nym" mode="m:print" as="element(block)">
    <block kind="record">
      <xsl:for-each-group select="* | text()[normalize-space()]" group-adjacent="f:is-block(.) and f:has-blocks(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="m:print"/></xsl:when>
          <xsl:otherwise>
            <par>
              <xsl:for-each select="current-group()">
                <xsl:if test="position() ne 1"><made><xsl:value-of select="f:word('semicolon')"/></made></xsl:if>
                <xsl:choose>
                  <xsl:when test="f:is-heading-name(.)"><face type="bold"><xsl:apply-templates mode="m:print"/></face></xsl:when>
                  <xsl:when test="self::*"><made><xsl:value-of select="f:record-sign(.)"/></made><xsl:apply-templates mode="m:print"/></xsl:when>
                  <xsl:otherwise><xsl:apply-templates select="." mode="m:print"/></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </par>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </block>
  </xsl:template>

  <xsl:template match="tei:biblStruct | tei:biblFull | tei:witness" mode="m:print" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><block kind="record"><xsl:call-template name="f:print-content"/></block></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="m:print"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:bibl[f:is-block(.)]" mode="m:print" as="element(block)">
    <block kind="record"><xsl:call-template name="f:print-content"/></block>
  </xsl:template>

  <!-- ==== tables and figures ==== -->

  <!-- Each cell at the place that is free for it, and no wider than what is free: spans that do not add up are cut. -->
  <xsl:template match="tei:table" mode="m:print" as="element(table)">
    <xsl:variable name="placed" as="element(cell)*" select="f:placed(tei:row)"/>
    <table columns="{max((1, $placed ! (xs:integer(@x) + xs:integer(@columns))))}" labels="{f:label-rows(.)}">
      <xsl:apply-templates select="tei:head[1]" mode="m:print-caption"/>
      <xsl:variable name="between" as="node()*" select="(* | text()[normalize-space()]) except (tei:head[1], tei:row)"/>
      <xsl:apply-templates select="$between[following-sibling::tei:row]" mode="m:print-list"/>
      <xsl:sequence select="$placed"/>
      <xsl:apply-templates select="$between[not(following-sibling::tei:row)]" mode="m:print-list"/>
    </table>
  </xsl:template>

  <!-- The label rows at the top, if no cell reaches out of them. -->
  <xsl:function name="f:label-rows" as="xs:integer">
    <xsl:param name="table" as="element(tei:table)"/>
    <xsl:variable name="labels" as="element(tei:row)*" select="$table/tei:row[@role = 'label'][not(preceding-sibling::tei:row[not(@role = 'label')])]"/>
    <xsl:sequence select="if ($labels/tei:cell[f:span(@rows) gt 1] or count($labels) eq count($table/tei:row)) then 0 else count($labels)"/>
  </xsl:function>

  <xsl:function name="f:placed" as="element(cell)*">
    <xsl:param name="rows" as="element(tei:row)*"/>
    <xsl:variable name="last" as="xs:integer" select="count($rows)"/>
    <xsl:iterate select="for $y in 1 to $last return $rows[$y]/(* | text()[normalize-space()]) ! map { 'y': $y - 1, 'cell': . }">
      <xsl:param name="taken" as="map(xs:string, xs:boolean)" select="map { }"/>
      <xsl:variable name="y" as="xs:integer" select="?y"/>
      <xsl:variable name="cell" as="node()" select="?cell"/>
      <xsl:variable name="x" as="xs:integer" select="f:free-column($taken, $y, 0)"/>
      <xsl:variable name="columns" as="xs:integer" select="f:free-run($taken, $y, $x, f:span($cell/@cols))"/>
      <xsl:variable name="rows" as="xs:integer" select="min((f:span($cell/@rows), $last - $y))"/>
      <cell x="{$x}" y="{$y}" columns="{$columns}" rows="{$rows}" label="{$cell/@role = 'label' or $cell/../@role = 'label'}">
        <xsl:choose>
          <xsl:when test="$cell/self::tei:cell"><xsl:for-each select="$cell"><xsl:call-template name="f:print-content"/></xsl:for-each></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="$cell" mode="m:print"/></xsl:otherwise>
        </xsl:choose>
      </cell>
      <xsl:next-iteration>
        <xsl:with-param name="taken" select="map:merge(($taken,
          for $row in $y to $y + $rows - 1, $column in $x to $x + $columns - 1 return map { $row || ' ' || $column: true() }))"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="f:free-column" as="xs:integer">
    <xsl:param name="taken" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="y" as="xs:integer"/>
    <xsl:param name="from" as="xs:integer"/>
    <xsl:sequence select="if ($taken($y || ' ' || $from)) then f:free-column($taken, $y, $from + 1) else $from"/>
  </xsl:function>

  <!-- As many columns from x on as are free, at most those wanted. -->
  <xsl:function name="f:free-run" as="xs:integer">
    <xsl:param name="taken" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="y" as="xs:integer"/>
    <xsl:param name="x" as="xs:integer"/>
    <xsl:param name="wanted" as="xs:integer"/>
    <xsl:variable name="stop" as="xs:integer?" select="(1 to $wanted - 1)[$taken($y || ' ' || ($x + .))][1]"/>
    <xsl:sequence select="($stop, $wanted)[1]"/>
  </xsl:function>

  <xsl:mode name="m:print-caption" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:head | tei:figDesc" mode="m:print-caption" as="element(caption)">
    <caption><xsl:call-template name="f:print-content"/></caption>
  </xsl:template>

  <xsl:template match="tei:row" mode="m:print" as="element(par)">
    <par><xsl:call-template name="f:print-content"/></par>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:print" as="node()*">
    <xsl:call-template name="f:print-content"/>
  </xsl:template>

  <xsl:template match="tei:figure" mode="m:print" as="element()">
    <figure alt="{f:alternative(.)}" line="{exists(parent::tei:p[text()[normalize-space()]]) and not(f:has-blocks(.)) and not(tei:head)}">
      <xsl:call-template name="f:print-flow">
        <xsl:with-param name="nodes" select="node() except (tei:head, tei:figDesc)"/>
      </xsl:call-template>
      <xsl:apply-templates select="tei:head, tei:figDesc" mode="m:print-caption"/>
    </figure>
  </xsl:template>

  <xsl:template match="tei:graphic" mode="m:print" as="node()*">
    <picture url="{@url}" alt="{f:alternative(..)}"/>
    <xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <!-- What a picture shows, in words; the file's name where nobody says it. -->
  <xsl:function name="f:alternative" as="xs:string">
    <xsl:param name="figure" as="element()"/>
    <xsl:sequence select="($figure/(tei:figDesc, tei:head) ! f:printed(.), $figure//tei:graphic/@url ! string(.),
                           f:word('picture'))[. ne ''][1]"/>
  </xsl:function>
</xsl:stylesheet>
