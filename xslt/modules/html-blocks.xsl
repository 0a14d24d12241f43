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

  <xsl:template match="tei:text | tei:front | tei:body | tei:group" mode="m:html" as="item()*">
    <xsl:apply-templates select="*" mode="m:html"/>
  </xsl:template>

  <!-- Notes without an anchor stand in back; they are listed with the others. -->
  <xsl:template match="tei:back" mode="m:html" as="item()*">
    <xsl:apply-templates select="* except tei:div[@type = 'notes']" mode="m:html"/>
  </xsl:template>

  <!-- ==== title page ==== -->

  <xsl:template match="tei:titlePage" mode="m:html" as="element(header)">
    <header class="title-page" id="{f:id(.)}">
      <xsl:apply-templates select="*" mode="m:html"/>
    </header>
  </xsl:template>

  <xsl:template match="tei:docTitle" mode="m:html" as="element(h1)">
    <h1 id="{f:id(.)}"><xsl:apply-templates mode="m:html"/></h1>
  </xsl:template>

  <xsl:template match="tei:docTitle/tei:titlePart" mode="m:html" as="element(span)">
    <span class="title-{(@type, 'main')[1]}"><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <xsl:template match="tei:titlePage/tei:titlePart | tei:docImprint | tei:docDate | tei:byline | tei:docEdition | tei:imprimatur
                       | tei:opener | tei:closer | tei:signed | tei:dateline | tei:salute | tei:trailer | tei:argument | tei:ab"
                mode="m:html" as="element(div)">
    <div class="{local-name()} {@type}" id="{f:id(.)}" data-unit="{local-name()}"><xsl:apply-templates mode="m:html"/></div>
  </xsl:template>

  <xsl:template match="tei:docImprint/tei:publisher | tei:docImprint/tei:seg | tei:docImprint/tei:pubPlace | tei:docAuthor"
                mode="m:html" as="element(span)">
    <span class="{local-name()}"><xsl:apply-templates mode="m:html"/></span>
  </xsl:template>

  <!-- An article without a title page shows what its header says. -->
  <xsl:function name="f:html-header-title" as="element(header)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <header class="title-page">
      <xsl:where-populated>
        <div class="titlePart series"><xsl:value-of select="string-join((f:series($article), f:number($article))[. ne ''], ' ')"/></div>
      </xsl:where-populated>
      <h1>
        <span class="title-main"><xsl:value-of select="f:main-title($article)"/></span>
        <xsl:where-populated>
          <span class="title-sub"><xsl:value-of select="f:sub-title($article)"/></span>
        </xsl:where-populated>
      </h1>
      <xsl:where-populated>
        <div class="byline"><xsl:value-of select="string-join(f:authors($article), f:word('comma'))"/></div>
      </xsl:where-populated>
    </header>
  </xsl:function>

  <!-- ==== divisions ==== -->

  <xsl:template match="tei:div" mode="m:html" as="element(section)">
    <section id="{f:id(.)}">
      <xsl:if test="tei:head">
        <xsl:attribute name="aria-labelledby" select="f:id(tei:head[1])"/>
      </xsl:if>
      <xsl:apply-templates select="*" mode="m:html"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:head" mode="m:html" as="element()">
    <xsl:variable name="level" as="xs:integer" select="min((count(ancestor::tei:div) + 1, 6))"/>
    <xsl:element name="h{$level}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:attribute name="data-unit" select="'head'"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:p" mode="m:html" as="element(p)">
    <xsl:variable name="number" as="xs:integer?" select="$paragraph-numbers(generate-id(.))"/>
    <p id="{f:id(.)}" data-unit="p">
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:if test="exists($number)">
        <a class="number" href="#{f:id(.)}" data-number="{$number}" aria-label="{f:word('paragraph-n', string($number))}" tabindex="-1"/>
      </xsl:if>
      <xsl:apply-templates mode="m:html"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:note//tei:p" mode="m:html" as="element(p)" priority="1">
    <p id="{f:id(.)}" data-unit="note"><xsl:apply-templates mode="m:html"/></p>
  </xsl:template>

  <xsl:function name="f:language-attribute" as="attribute(lang)?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang">
      <xsl:attribute name="lang" select="$element/@xml:lang"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== lists, quotations, verse ==== -->

  <xsl:template match="tei:list[@rend = 'numbered' or @type = 'ordered']" mode="m:html" as="element(ol)">
    <ol id="{f:id(.)}"><xsl:apply-templates select="*" mode="m:html"/></ol>
  </xsl:template>

  <xsl:template match="tei:list" mode="m:html" as="element(ul)" priority="0">
    <ul id="{f:id(.)}"><xsl:apply-templates select="*" mode="m:html"/></ul>
  </xsl:template>

  <xsl:template match="tei:list/tei:head" mode="m:html" as="element(li)" priority="1">
    <li class="list-head" id="{f:id(.)}"><xsl:apply-templates mode="m:html"/></li>
  </xsl:template>

  <xsl:template match="tei:item" mode="m:html" as="element(li)">
    <li id="{f:id(.)}">
      <xsl:if test="not(tei:p)">
        <xsl:attribute name="data-unit" select="'item'"/>
      </xsl:if>
      <xsl:apply-templates mode="m:html"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:quote[tei:p or tei:lg or tei:l or tei:list] | tei:cit[tei:quote/tei:p] | tei:epigraph"
                mode="m:html" as="element(blockquote)">
    <blockquote id="{f:id(.)}" class="{local-name()}"><xsl:apply-templates select="*" mode="m:html"/></blockquote>
  </xsl:template>

  <xsl:template match="tei:lg" mode="m:html" as="element(div)">
    <div class="verse" id="{f:id(.)}"><xsl:apply-templates select="*" mode="m:html"/></div>
  </xsl:template>

  <xsl:template match="tei:l" mode="m:html" as="element(p)">
    <p class="line" id="{f:id(.)}" data-unit="l"><xsl:apply-templates mode="m:html"/></p>
  </xsl:template>

  <!-- ==== tables and figures ==== -->

  <xsl:template match="tei:table" mode="m:html" as="element(div)">
    <xsl:variable name="labels" as="element()*" select="tei:row[@role = 'label']"/>
    <div class="table" role="region" tabindex="0" aria-label="{(tei:head ! f:printed(.), f:word('table'))[1]}">
      <table id="{f:id(.)}">
        <xsl:apply-templates select="tei:head" mode="m:html"/>
        <xsl:where-populated>
          <thead><xsl:apply-templates select="$labels" mode="m:html"/></thead>
        </xsl:where-populated>
        <tbody><xsl:apply-templates select="* except ($labels, tei:head)" mode="m:html"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="tei:table/tei:head" mode="m:html" as="element(caption)" priority="1">
    <caption id="{f:id(.)}" data-unit="caption"><xsl:apply-templates mode="m:html"/></caption>
  </xsl:template>

  <xsl:template match="tei:row" mode="m:html" as="element(tr)">
    <tr><xsl:apply-templates select="*" mode="m:html"/></tr>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:html" as="element()">
    <xsl:variable name="label" as="xs:boolean" select="(@role, ../@role) = 'label'"/>
    <xsl:element name="{if ($label) then 'th' else 'td'}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:attribute name="data-unit" select="'cell'"/>
      <xsl:if test="$label">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:if test="@cols"><xsl:attribute name="colspan" select="@cols"/></xsl:if>
      <xsl:if test="@rows"><xsl:attribute name="rowspan" select="@rows"/></xsl:if>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:figure" mode="m:html" as="element(figure)">
    <figure id="{f:id(.)}">
      <xsl:apply-templates select="* except (tei:head, tei:figDesc)" mode="m:html"/>
      <xsl:apply-templates select="tei:head" mode="m:html"/>
    </figure>
  </xsl:template>

  <xsl:template match="tei:figure/tei:head" mode="m:html" as="element(figcaption)" priority="1">
    <figcaption id="{f:id(.)}" data-unit="caption"><xsl:apply-templates mode="m:html"/></figcaption>
  </xsl:template>

  <xsl:template match="tei:graphic" mode="m:html" as="element()">
    <xsl:variable name="description" as="xs:string" select="normalize-space(string((../tei:figDesc, ../tei:head)[1]))"/>
    <xsl:variable name="data" as="xs:string?" select="$image-data(string(@url))"/>
    <xsl:choose>
      <xsl:when test="exists($data)"><img src="{$data}" alt="{$description}"/></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:report('picture-missing', .)"/>
        <p class="picture-missing"><xsl:value-of select="f:word('picture'), @url"/><br/><xsl:value-of select="$description"/></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== records that stand in the text ==== -->

  <xsl:template match="tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listRelation" mode="m:html"
                as="element(div)">
    <div class="records" id="{f:id(.)}"><xsl:apply-templates select="*" mode="m:html"/></div>
  </xsl:template>

  <xsl:template match="tei:biblStruct | tei:msDesc | tei:person | tei:place | tei:org | tei:event | tei:relation" mode="m:html" as="element(p)">
    <p class="record" id="{f:id(.)}" data-unit="record"><xsl:value-of select="f:record-words(.)"/></p>
  </xsl:template>

  <!-- ==== breaks ==== -->

  <xsl:template match="tei:milestone" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="parent::tei:p"><span class="milestone" role="separator"/></xsl:when>
      <xsl:otherwise><hr id="{f:id(.)}"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:pb" mode="m:html" as="element(span)">
    <xsl:variable name="label" as="xs:string" select="if (@n) then f:word('page-n', @n) else f:word('page-break')"/>
    <span class="page-break" role="doc-pagebreak" id="{f:id(.)}" aria-label="{$label}" title="{$label}" data-page="{@n}"/>
  </xsl:template>

  <xsl:template match="tei:lb" mode="m:html" as="element(br)">
    <br/>
  </xsl:template>

  <xsl:template match="tei:cb | tei:fw | tei:anchor" mode="m:html"/>
</xsl:stylesheet>
